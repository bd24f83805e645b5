// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The resources that are watched wherever they are served; {@code deploy/rbac/watcher.yaml} grants exactly these. */
public final class DefaultKinds {

    private static final String TABLE = """
            pods podtemplates replicationcontrollers services endpoints namespaces nodes serviceaccounts
            persistentvolumes persistentvolumeclaims resourcequotas limitranges
            deployments.apps daemonsets.apps statefulsets.apps replicasets.apps
            jobs.batch cronjobs.batch
            horizontalpodautoscalers.autoscaling poddisruptionbudgets.policy
            endpointslices.discovery.k8s.io
            ingresses.networking.k8s.io ingressclasses.networking.k8s.io networkpolicies.networking.k8s.io
            servicecidrs.networking.k8s.io
            adminnetworkpolicies.policy.networking.k8s.io baselineadminnetworkpolicies.policy.networking.k8s.io
            gatewayclasses.gateway.networking.k8s.io gateways.gateway.networking.k8s.io
            httproutes.gateway.networking.k8s.io grpcroutes.gateway.networking.k8s.io
            tcproutes.gateway.networking.k8s.io tlsroutes.gateway.networking.k8s.io
            udproutes.gateway.networking.k8s.io referencegrants.gateway.networking.k8s.io
            roles.rbac.authorization.k8s.io rolebindings.rbac.authorization.k8s.io
            clusterroles.rbac.authorization.k8s.io clusterrolebindings.rbac.authorization.k8s.io
            mutatingwebhookconfigurations.admissionregistration.k8s.io
            validatingwebhookconfigurations.admissionregistration.k8s.io
            validatingadmissionpolicies.admissionregistration.k8s.io
            validatingadmissionpolicybindings.admissionregistration.k8s.io
            mutatingadmissionpolicies.admissionregistration.k8s.io
            mutatingadmissionpolicybindings.admissionregistration.k8s.io
            customresourcedefinitions.apiextensions.k8s.io apiservices.apiregistration.k8s.io
            certificatesigningrequests.certificates.k8s.io clustertrustbundles.certificates.k8s.io
            storageclasses.storage.k8s.io csidrivers.storage.k8s.io volumeattachments.storage.k8s.io
            priorityclasses.scheduling.k8s.io runtimeclasses.node.k8s.io
            flowschemas.flowcontrol.apiserver.k8s.io prioritylevelconfigurations.flowcontrol.apiserver.k8s.io
            resourceclaims.resource.k8s.io resourceclaimtemplates.resource.k8s.io deviceclasses.resource.k8s.io
            ciliumnetworkpolicies.cilium.io ciliumclusterwidenetworkpolicies.cilium.io
            ciliumegressgatewaypolicies.cilium.io
            networkpolicies.crd.projectcalico.org globalnetworkpolicies.crd.projectcalico.org
            authorizationpolicies.security.istio.io peerauthentications.security.istio.io
            requestauthentications.security.istio.io
            gateways.networking.istio.io virtualservices.networking.istio.io serviceentries.networking.istio.io
            envoyfilters.networking.istio.io
            policies.kyverno.io clusterpolicies.kyverno.io policyexceptions.kyverno.io
            constrainttemplates.templates.gatekeeper.sh configs.config.gatekeeper.sh
            assign.mutations.gatekeeper.sh assignmetadata.mutations.gatekeeper.sh
            modifyset.mutations.gatekeeper.sh
            applications.argoproj.io applicationsets.argoproj.io appprojects.argoproj.io
            gitrepositories.source.toolkit.fluxcd.io ocirepositories.source.toolkit.fluxcd.io
            helmrepositories.source.toolkit.fluxcd.io kustomizations.kustomize.toolkit.fluxcd.io
            helmreleases.helm.toolkit.fluxcd.io
            clusterissuers.cert-manager.io issuers.cert-manager.io certificates.cert-manager.io
            securitycontextconstraints.security.openshift.io routes.route.openshift.io
            """;

    /** As {@code kubectl} names them: {@code pods}, {@code deployments.apps}. */
    public static final Set<String> ALL =
            Set.copyOf(new TreeSet<>(Arrays.asList(TABLE.strip().split("\\s+"))));

    private DefaultKinds() {}
}
