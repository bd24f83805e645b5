// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static io.anchorwatch.streamjobs.detection.facts.FactSource.added;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.anyChanged;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.anyObject;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.changed;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.object;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.objectIn;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.status;
import static io.anchorwatch.streamjobs.detection.facts.FactSource.workload;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.ADMISSION_POLICIES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.API_SERVICES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.BINDINGS;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.CLAIMS;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.CRDS;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.NAMESPACES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.NODES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.RECLAIMING;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.ROLES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.ROUTES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.SCALED;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.SERVICES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.SERVICE_ACCOUNTS;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.SERVICE_STATUS;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.VOLUMES;
import static io.anchorwatch.streamjobs.detection.facts.ObjectSort.WEBHOOKS;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.admission.Policies;
import io.anchorwatch.streamjobs.detection.facts.admission.Webhooks;
import io.anchorwatch.streamjobs.detection.facts.cluster.ApiExtensions;
import io.anchorwatch.streamjobs.detection.facts.cluster.AwsAuth;
import io.anchorwatch.streamjobs.detection.facts.cluster.CoreDns;
import io.anchorwatch.streamjobs.detection.facts.cluster.FieldManagers;
import io.anchorwatch.streamjobs.detection.facts.cluster.Namespaces;
import io.anchorwatch.streamjobs.detection.facts.cluster.NodeObjects;
import io.anchorwatch.streamjobs.detection.facts.cluster.Scaling;
import io.anchorwatch.streamjobs.detection.facts.cluster.ServiceAccounts;
import io.anchorwatch.streamjobs.detection.facts.cluster.Storage;
import io.anchorwatch.streamjobs.detection.facts.network.InternalLoadBalancer;
import io.anchorwatch.streamjobs.detection.facts.network.Routes;
import io.anchorwatch.streamjobs.detection.facts.network.Services;
import io.anchorwatch.streamjobs.detection.facts.rbac.Bindings;
import io.anchorwatch.streamjobs.detection.facts.rbac.Roles;
import io.anchorwatch.streamjobs.detection.facts.workload.Confinement;
import io.anchorwatch.streamjobs.detection.facts.workload.Contents;
import io.anchorwatch.streamjobs.detection.facts.workload.ControlPlaneFlags;
import io.anchorwatch.streamjobs.detection.facts.workload.Credentials;
import io.anchorwatch.streamjobs.detection.facts.workload.HostAccess;
import io.anchorwatch.streamjobs.detection.facts.workload.Ownership;
import io.anchorwatch.streamjobs.detection.facts.workload.Placement;
import io.anchorwatch.streamjobs.detection.facts.workload.Standards;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields that rules may use beside those of the event itself. Computed once an event, and only when asked for. */
public enum Fact {
    /** human, serviceaccount, node, bootstrap, control-plane, anonymous, unauthenticated or unknown. */
    ACTOR_KIND("actor.kind", Fact::actorKind),
    /** Service account's namespace, absent for others. */
    ACTOR_NAMESPACE("actor.namespace", Fact::actorNamespace),
    /** The peer address that the API server saw. */
    CLIENT_ADDRESS("client.address", PeerAddress::trusted),
    /** Addresses from headers that a client may write. */
    CLIENT_CLAIMED("client.claimed", PeerAddress::claimed),
    /** success, denied, failed, dry-run or unknown. */
    OUTCOME("outcome", event -> Outcome.of(event).wireName()),
    /** Object name, also where objectRef has none: from the response, then from the request. */
    TARGET_NAME("target.name", TargetName::of),
    /** Whether the target's namespace belongs to the cluster itself. */
    TARGET_PROTECTED("target.protected", event -> ProtectedNamespaces.contains(event.text(Envelope.NAMESPACE))),
    /** Command line of an exec, words joined with blanks. */
    EXEC_COMMAND("exec.command", Fact::execCommand),
    /** Another request already used this audit id: the client chose it. */
    AUDIT_ID_REUSED("request.auditIdReused", event -> false),

    /** Name of a ConfigMap of the control plane that is written or deleted. */
    CONTROL_PLANE_CONFIG("controlPlaneConfig", ConfigMaps::controlPlane),

    /** Fields in which the object differs from what it was, as far as known; of a patch alone, those it writes. */
    CHANGE_FIELDS("change.fields", ChangedFields::of),

    // What follows is told field by field in FACTS.md.
    WORKLOAD_PRIVILEGED("workload.privileged", workload(HostAccess::privileged)),
    WORKLOAD_HOST_PID("workload.hostPID", workload(HostAccess.flag("hostPID"))),
    WORKLOAD_HOST_IPC("workload.hostIPC", workload(HostAccess.flag("hostIPC"))),
    WORKLOAD_HOST_NETWORK("workload.hostNetwork", workload(HostAccess.flag("hostNetwork"))),
    WORKLOAD_SHARED_PROCESSES("workload.shareProcessNamespace", workload(HostAccess.flag("shareProcessNamespace"))),
    WORKLOAD_HOST_PROCESS("workload.hostProcess", workload(HostAccess::hostProcess)),
    WORKLOAD_ESCALATION("workload.allowPrivilegeEscalation", workload(HostAccess::allowsPrivilegeEscalation)),
    WORKLOAD_HOST_PATHS("workload.hostPaths", workload(HostAccess::paths)),
    WORKLOAD_WRITABLE_HOST_PATHS("workload.writableHostPaths", workload(HostAccess::writablePaths)),
    WORKLOAD_HOST_PORTS("workload.hostPorts", workload(HostAccess::ports)),
    WORKLOAD_VOLUME_TYPES("workload.volumeTypes", workload(HostAccess::volumeTypes)),
    WORKLOAD_SUB_PATHS("workload.subPaths", workload(HostAccess::subPaths)),
    WORKLOAD_CAPABILITIES("workload.capabilities", workload(Confinement::capabilities)),
    WORKLOAD_UNCONFINED("workload.unconfined", workload(Confinement::unconfined)),
    WORKLOAD_UNSAFE_SYSCTLS("workload.unsafeSysctls", workload(Confinement::unsafeSysctls)),
    WORKLOAD_RUNS_AS_ROOT("workload.runsAsRoot", workload(Confinement::runsAsRoot)),
    WORKLOAD_PSS_LEVEL("workload.pssLevel", workload(Standards::level)),
    WORKLOAD_PSS_BASELINE("workload.pssBaseline", workload(Standards::baseline)),
    WORKLOAD_PSS_RESTRICTED("workload.pssRestricted", workload(Standards::restricted)),
    WORKLOAD_IMAGES("workload.images", workload(Contents::images)),
    WORKLOAD_CONTAINER_NAMES("workload.containerNames", workload(Contents::containerNames)),
    WORKLOAD_COMMANDS("workload.commands", workload(Contents::commands)),
    WORKLOAD_HOOK_COMMANDS("workload.hookCommands", workload(Contents::hookCommands)),
    WORKLOAD_CONTROL_PLANE_FLAGS("workload.controlPlaneFlags", workload(ControlPlaneFlags::weakened)),
    WORKLOAD_SERVICE_ACCOUNTS("workload.serviceAccounts", workload(Credentials::serviceAccounts)),
    WORKLOAD_TOKEN_AUDIENCES("workload.tokenAudiences", workload(Credentials::tokenAudiences)),
    WORKLOAD_CREDENTIALS_IN_ENV("workload.credentialsInEnv", workload(Credentials::inEnv)),
    WORKLOAD_NODE_NAME("workload.nodeName", workload(Placement::nodeName)),
    WORKLOAD_PRIORITY_CLASS("workload.priorityClass", workload(Placement::priorityClass)),
    WORKLOAD_TOLERATES_CONTROL_PLANE("workload.toleratesControlPlane", workload(Placement::toleratesControlPlane)),
    WORKLOAD_PINNED_TO_CONTROL_PLANE("workload.pinnedToControlPlane", workload(Placement::pinnedToControlPlane)),
    WORKLOAD_OWNER_KIND("workload.ownerKind", workload(Ownership::kind)),
    WORKLOAD_OWNER_NAME("workload.ownerName", workload(Ownership::name)),
    WORKLOAD_OWNED("workload.owned", workload(Ownership::isOwned)),
    WORKLOAD_MIRROR("workload.mirror", workload(Ownership::isMirror)),

    RBAC_GRANTS("rbac.grants", object(ROLES, Roles::grants)),
    RBAC_GRANTS_ADDED("rbac.grantsAdded", added(ROLES, Roles::grantsAdded)),
    RBAC_ADMIN_LIKE("rbac.adminLike", objectIn(ROLES, Fact::isAdminLike)),
    RBAC_AGGREGATES_TO("rbac.aggregatesTo", object(ROLES, Roles::aggregatesTo)),
    RBAC_SUBJECTS("rbac.subjects", object(BINDINGS, Bindings::subjects)),
    RBAC_SUBJECTS_ADDED("rbac.subjectsAdded", added(BINDINGS, Bindings::subjectsAdded)),
    RBAC_ROLE_REF("rbac.roleRef", object(BINDINGS, Bindings::roleRef)),
    RBAC_SELF_GRANT("rbac.selfGrant", objectIn(BINDINGS, Fact::isSelfGrant)),
    RBAC_ANONYMOUS_SUBJECT("rbac.anonymousSubject", object(BINDINGS, Bindings::namesAnonymous)),
    RBAC_BROAD_SUBJECTS("rbac.broadSubjects", object(BINDINGS, Bindings::broadSubjects)),
    RBAC_DEFAULT_ACCOUNTS("rbac.defaultServiceAccounts", object(BINDINGS, Bindings::defaultServiceAccounts)),
    RBAC_CROSS_NAMESPACE("rbac.crossNamespaceSubjects", objectIn(BINDINGS, Fact::crossNamespaceSubjects)),

    SERVICE_TYPE("service.type", object(SERVICES, Services::type)),
    SERVICE_EXPOSED("service.exposed", object(SERVICES, Services::isExposed)),
    SERVICE_INTERNAL("service.internal", object(SERVICES, InternalLoadBalancer::isAskedFor)),
    SERVICE_NODE_PORTS("service.nodePorts", object(SERVICES, Services::nodePorts)),
    SERVICE_SENSITIVE_PORTS("service.sensitivePorts", object(SERVICES, Services::sensitivePorts)),
    SERVICE_EXTERNAL_IPS("service.externalIPs", object(SERVICES, Services::externalIps)),
    SERVICE_EXTERNAL_NAME("service.externalName", object(SERVICES, Services::externalName)),
    SERVICE_BALANCER_CLASS("service.loadBalancerClass", object(SERVICES, Services::loadBalancerClass)),
    SERVICE_OPEN_RANGES("service.openSourceRanges", object(SERVICES, Services::openSourceRanges)),
    SERVICE_RANGES_REMOVED("service.sourceRangesRemoved", changed(SERVICES, Services::sourceRangesRemoved)),
    SERVICE_INGRESS("service.ingressAddresses", status(object(SERVICE_STATUS, Services::ingressAddresses))),
    SERVICE_INGRESS_ADDED(
            "service.ingressAddressesAdded", status(added(SERVICE_STATUS, Services::ingressAddressesAdded))),

    INGRESS_HOSTS("ingress.hosts", object(ROUTES, Routes::hosts)),
    INGRESS_WILDCARD_HOST("ingress.wildcardHost", object(ROUTES, Routes::hasWildcardHost)),
    INGRESS_TLS("ingress.tls", object(ROUTES, Routes::tls)),
    INGRESS_ANNOTATIONS("ingress.dangerousAnnotations", object(ROUTES, Routes::dangerousAnnotations)),
    INGRESS_DEFAULT_BACKEND("ingress.defaultBackend", object(ROUTES, Routes::hasDefaultBackend)),
    INGRESS_OPEN("ingress.openToAllNamespaces", object(ROUTES, Routes::isOpenToAllNamespaces)),

    WEBHOOK_EXTERNAL_URLS("webhook.externalUrls", object(WEBHOOKS, Webhooks::externalHosts)),
    WEBHOOK_CATCHES_ALL("webhook.catchesAll", object(WEBHOOKS, Webhooks::catchesAll)),
    WEBHOOK_CATCHES_SECRETS("webhook.catchesSecrets", object(WEBHOOKS, Webhooks::catchesSecrets)),
    WEBHOOK_IGNORES_FAILURE("webhook.ignoresFailure", object(WEBHOOKS, Webhooks::ignoresFailure)),
    WEBHOOK_WEAKENED("webhook.weakened", changed(WEBHOOKS, Webhooks::weakened)),
    ADMISSION_WEAKENED("admission.weakened", changed(ADMISSION_POLICIES, Policies::weakened)),

    NAMESPACE_ENFORCE("namespace.enforce", object(NAMESPACES, Namespaces.level("enforce"))),
    NAMESPACE_AUDIT("namespace.audit", object(NAMESPACES, Namespaces.level("audit"))),
    NAMESPACE_WARN("namespace.warn", object(NAMESPACES, Namespaces.level("warn"))),
    NAMESPACE_ENFORCE_VERSION("namespace.enforceVersion", object(NAMESPACES, Namespaces::enforceVersion)),
    NAMESPACE_LOWERED("namespace.lowered", changed(NAMESPACES, Namespaces::lowered)),

    NODE_ADDRESSES("node.addresses", object(NODES, NodeObjects::addresses)),
    NODE_ADDRESSES_CHANGED("node.addressesChanged", changed(NODES, NodeObjects::addressesChanged)),
    NODE_KUBELET_PORT("node.kubeletPort", object(NODES, NodeObjects::kubeletPort)),
    NODE_TAINTS_REMOVED("node.taintsRemoved", changed(NODES, NodeObjects::taintsRemoved)),
    NODE_UNSCHEDULABLE("node.unschedulable", object(NODES, NodeObjects::isUnschedulable)),
    NODE_CONTROL_PLANE("node.controlPlane", object(NODES, NodeObjects::isControlPlane)),
    NODE_ROLES("node.roles", object(NODES, NodeObjects::roles)),

    STORAGE_HOST_PATH("storage.hostPath", object(VOLUMES, Storage::hostPath)),
    STORAGE_RECLAIM_POLICY("storage.reclaimPolicy", object(RECLAIMING, Storage::reclaimPolicy)),
    STORAGE_RECLAIM_WEAKENED("storage.reclaimWeakened", changed(RECLAIMING, Storage::reclaimWeakened)),
    STORAGE_CSI_DRIVER("storage.csiDriver", object(VOLUMES, Storage::csiDriver)),
    STORAGE_CLAIM_SOURCE("storage.claimSource", object(CLAIMS, Storage::claimSource)),

    CRD_CONVERSION_HOSTS("crd.conversionHosts", object(CRDS, ApiExtensions::conversionHosts)),
    CRD_CONVERSION_EXTERNAL("crd.conversionExternal", object(CRDS, ApiExtensions::isConversionExternal)),
    API_SERVICE_EXTERNAL("apiservice.external", object(API_SERVICES, ApiExtensions::isExternal)),
    API_SERVICE_INSECURE("apiservice.insecure", object(API_SERVICES, ApiExtensions::isInsecure)),
    API_SERVICE_GROUP("apiservice.group", object(API_SERVICES, ApiExtensions::group)),

    SCALE_BEFORE("scale.before", changed(SCALED, Scaling::before)),
    SCALE_AFTER("scale.after", ScaleFacts::after),
    SCALE_FACTOR("scale.factor", changed(SCALED, Scaling::factor)),
    SCALE_TO_ZERO("scale.toZero", ScaleFacts::toZero),

    ACCOUNT_CLOUD_IDENTITY("serviceaccount.cloudIdentity", object(SERVICE_ACCOUNTS, ServiceAccounts::cloudIdentity)),
    ACCOUNT_CLOUD_CHANGED(
            "serviceaccount.cloudIdentityChanged", added(SERVICE_ACCOUNTS, ServiceAccounts::cloudIdentityChanged)),
    ACCOUNT_PULL_SECRETS_ADDED(
            "serviceaccount.pullSecretsAdded", added(SERVICE_ACCOUNTS, ServiceAccounts::pullSecretsAdded)),

    AWS_AUTH_ADMINS("awsAuth.admins", ConfigMaps.awsAuth(AwsAuth::admins)),
    AWS_AUTH_ADMINS_ADDED("awsAuth.adminsAdded", ConfigMaps.awsAuthAdded(AwsAuth::adminsAdded)),
    DNS_FORWARDS("dns.forwards", ConfigMaps.dns(CoreDns::forwards)),
    DNS_REWRITES("dns.rewrites", ConfigMaps.dns(CoreDns::rewrites)),

    CHANGE_MANAGER("change.manager", anyObject(FieldManagers::latest)),
    CHANGE_MANAGER_CHANGED("change.managerChanged", anyChanged(FieldManagers::changed)),
    CHANGE_OWNED_BY_GITOPS("change.ownedByGitOps", anyObject(FieldManagers::isOwnedByGitOps)),

    // Steps on the way to other facts, which no rule can name.
    SUBJECT("", Subject::of),
    WORKLOAD("", WorkloadSubject::of);

    private static final String SERVICE_ACCOUNT = ":serviceaccount:";
    private static final Map<String, Fact> BY_NAME =
            Stream.of(values()).filter(Fact::isNamed).collect(Collectors.toMap(Fact::path, fact -> fact));

    private final String path;
    private final Function<AuditView, Object> compute;

    Fact(String path, Function<AuditView, Object> compute) {
        this.path = path;
        this.compute = compute;
    }

    /** Its name in rules. */
    public String path() {
        return path;
    }

    /** Whether rules can use it. */
    public boolean isNamed() {
        return !path.isEmpty();
    }

    /** Whether it can only be known from the request or response body. */
    public boolean needsBody() {
        return ordinal() >= CHANGE_FIELDS.ordinal();
    }

    /** The fact of that name, if there is one. */
    public static Optional<Fact> of(String path) {
        return Optional.ofNullable(BY_NAME.get(path));
    }

    /** Its value for an event whose memo has a place for every fact. */
    public Object of(AuditView event) {
        @Nullable Object known = event.memo(ordinal());
        if (known == null) {
            known = compute.apply(event);
            event.memo(ordinal(), known);
        }
        return known;
    }

    private static Object actorKind(AuditView event) {
        return ActorKind.of(event).wireName();
    }

    private static Object actorNamespace(AuditView event) {
        String name = event.text(Envelope.USERNAME);
        int first = name.indexOf(':');
        if (first < 0 || !name.startsWith(SERVICE_ACCOUNT, first)) {
            return Missing.ABSENT;
        }
        int start = first + SERVICE_ACCOUNT.length();
        int end = name.indexOf(':', start);
        return end < 0 || name.indexOf(':', end + 1) >= 0 ? Missing.ABSENT : name.substring(start, end);
    }

    private static Object execCommand(AuditView event) {
        String subresource = event.text(Envelope.SUBRESOURCE);
        return subresource.equals("exec")
                ? String.join(" ", RequestUri.query(event.text(Envelope.REQUEST_URI), "command"))
                : Missing.ABSENT;
    }

    static JsonNode subject(AuditView event) {
        return (JsonNode) SUBJECT.of(event);
    }

    private static Object isSelfGrant(AuditView event, JsonNode binding) {
        return Bindings.grantsTo(binding, event.text(Envelope.USERNAME), event.texts(Envelope.USER_GROUPS));
    }

    private static Object isAdminLike(AuditView event, JsonNode role) {
        return Roles.isAdminLike(role, event.text(Envelope.RESOURCE).equals("clusterroles"));
    }

    private static Object crossNamespaceSubjects(AuditView event, JsonNode binding) {
        return Bindings.crossNamespaceSubjects(binding, event.text(Envelope.NAMESPACE));
    }
}
