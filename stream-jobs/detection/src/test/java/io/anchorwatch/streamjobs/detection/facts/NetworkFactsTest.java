// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkFactsTest {

    private static final ObjectEvents SERVICES = ObjectEvents.of("services");

    private static Object fact(String fact, String resource, String object) {
        return Fact.of(fact).orElseThrow().of(ObjectEvents.of(resource).create(object));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type             | {'spec':{'type':'NodePort'}}                                | NodePort
            type             | {'kind':'Service','spec':{}}                                | ClusterIP
            type             | {'spec':{'externalIPs':['1.2.3.4']}}                        | ABSENT
            exposed          | {'spec':{'type':'NodePort'}}                                | true
            exposed          | {'spec':{'type':'LoadBalancer'}}                            | true
            exposed          | {'spec':{'type':'ClusterIP','externalIPs':['1.2.3.4']}}     | true
            exposed          | {'spec':{'type':'ClusterIP','externalIPs':[]}}              | false
            exposed          | {'spec':{'type':'ExternalName'}}                            | false
            internal         | {'metadata':{'annotations':{'service.beta.kubernetes.io/aws-load-balancer-scheme':'internal'}}} | true
            internal         | {'metadata':{'annotations':{'networking.gke.io/load-balancer-type':'Internal'}}}                | true
            internal         | {'metadata':{'annotations':{'service.beta.kubernetes.io/azure-load-balancer-internal':'false'}}} | false
            internal         | {'metadata':{}}                                             | false
            nodePorts        | {'spec':{'ports':[{'nodePort':30001},{'nodePort':30000},{}],'healthCheckNodePort':0}} | [30000, 30001]
            sensitivePorts   | {'spec':{'ports':[{'port':80,'targetPort':6379},{'port':2379,'targetPort':'x'}]}}     | [2379, 6379]
            externalIPs      | {'spec':{'externalIPs':['2.2.2.2','1.1.1.1','2.2.2.2']}}    | [1.1.1.1, 2.2.2.2]
            externalName     | {'spec':{'externalName':'a.example.com'}}                   | a.example.com
            externalName     | {'spec':{'externalName':''}}                                | ABSENT
            loadBalancerClass | {'spec':{'loadBalancerClass':'x/y'}}                       | x/y
            openSourceRanges | {'spec':{'loadBalancerSourceRanges':['10.0.0.0/8','0.0.0.0/0','::/0']}} | [0.0.0.0/0, ::/0]
            openSourceRanges | {'metadata':{'annotations':{'service.beta.kubernetes.io/load-balancer-source-ranges':'10.0.0.0/8, 0.0.0.0/0'}}} | [0.0.0.0/0]
            """)
    void aServiceTells(String fact, String object, String value) {
        assertThat(fact("service." + fact, "services", object)).hasToString(value);
    }

    @Test
    void aServiceOfAnotherGroupIsNone() {
        assertThat(fact("service.type", "services.serving.knative.dev", "{'spec':{'type':'NodePort'}}"))
                .isEqualTo(Missing.ABSENT);
    }

    @Test
    void anAllowListThatGoesIsTold() {
        String some = "{'spec':{'type':'LoadBalancer','loadBalancerSourceRanges':['10.0.0.0/8']}}";
        String none = "{'spec':{'type':'LoadBalancer'}}";
        assertThat(Fact.SERVICE_RANGES_REMOVED.of(SERVICES.update(some, none))).isEqualTo(true);
        assertThat(Fact.SERVICE_RANGES_REMOVED.of(SERVICES.update(none, none))).isEqualTo(false);
        assertThat(Fact.SERVICE_RANGES_REMOVED.of(SERVICES.update(some, "{'spec':{'type':'ClusterIP'}}")))
                .isEqualTo(false);
        assertThat(Fact.SERVICE_RANGES_REMOVED.of(SERVICES.create(none))).isEqualTo(Missing.ABSENT);
    }

    @Test
    void addressesInTheStatusAreNewsOfItsWritesAlone() {
        String status = "{'status':{'loadBalancer':{'ingress':[{'ip':'1.2.3.4'},{'hostname':'h'}]}}}";
        ObjectEvents writes = SERVICES.through("status");
        String bodies = "'responseObject':" + status;
        assertThat(Fact.SERVICE_INGRESS.of(writes.logged("patch", bodies))).isEqualTo(List.of("1.2.3.4", "h"));
        assertThat(Fact.SERVICE_INGRESS.of(SERVICES.logged("patch", bodies))).isEqualTo(Missing.ABSENT);
        assertThat(Fact.SERVICE_INGRESS_ADDED.of(writes.logged("patch", bodies)))
                .isEqualTo(Missing.ABSENT);
        String before = "{'status':{'loadBalancer':{'ingress':[{'hostname':'h'}]}}}";
        assertThat(Fact.SERVICE_INGRESS_ADDED.of(SERVICES.update(before, status)))
                .isEqualTo(List.of("1.2.3.4"));
        assertThat(Fact.SERVICE_TYPE.of(writes.logged("patch", "'responseObject':{'spec':{'type':'NodePort'}}")))
                .isEqualTo(Missing.ABSENT);
    }

    @ParameterizedTest(name = "{0} of {1} {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            hosts        | ingresses.networking.k8s.io          | {'spec':{'rules':[{'host':'b'},{'host':'a'},{}]}}                | [a, b]
            hosts        | httproutes.gateway.networking.k8s.io | {'spec':{'hostnames':['a']}}                                     | [a]
            hosts        | gateways.gateway.networking.k8s.io   | {'spec':{'listeners':[{'hostname':'a'}]}}                        | [a]
            hosts        | ingressroutes.traefik.io             | {'spec':{'routes':[{'match':'(Host(`a`, `b`) && Path(`/x`)) ¦¦ Host(`c`)'}]}} | [a, b, c]
            wildcardHost | ingresses.networking.k8s.io          | {'spec':{'rules':[{'host':'a'}]}}                                | false
            wildcardHost | ingresses.networking.k8s.io          | {'spec':{'rules':[{'host':'a'},{}]}}                             | true
            wildcardHost | ingresses.networking.k8s.io          | {'spec':{'rules':[{'host':'*.a'}]}}                              | true
            wildcardHost | gateways.gateway.networking.k8s.io   | {'spec':{'listeners':[{'port':80}]}}                             | true
            wildcardHost | httproutes.gateway.networking.k8s.io | {'spec':{'parentRefs':[{}],'rules':[{}]}}                        | false
            wildcardHost | ingressroutes.traefik.io             | {'spec':{'routes':[{'match':'PathPrefix(`/`)'}]}}                | true
            wildcardHost | ingressroutes.traefik.io             | {'spec':{'routes':[{'match':'Host(`a`)'}]}}                      | false
            tls          | ingresses.networking.k8s.io          | {'spec':{'tls':[{'secretName':'s'}]}}                            | true
            tls          | ingresses.networking.k8s.io          | {'spec':{'tls':[]}}                                              | false
            tls          | gateways.gateway.networking.k8s.io   | {'spec':{'listeners':[{'protocol':'HTTP'},{'protocol':'HTTPS'}]}} | true
            tls          | gateways.gateway.networking.k8s.io   | {'spec':{'listeners':[{'protocol':'HTTP'}]}}                     | false
            tls          | httproutes.gateway.networking.k8s.io | {'spec':{'parentRefs':[{}]}}                                     | ABSENT
            tls          | ingressroutes.traefik.io             | {'spec':{'tls':{}}}                                              | true
            defaultBackend | ingresses.networking.k8s.io        | {'spec':{'defaultBackend':{}}}                                   | true
            defaultBackend | ingresses.networking.k8s.io        | {'spec':{}}                                                      | false
            dangerousAnnotations | ingresses.networking.k8s.io  | {'metadata':{'annotations':{'nginx.ingress.kubernetes.io/server-snippet':'x','x/auth-url':'y','x/auth-type':'z'}}} | [nginx.ingress.kubernetes.io/server-snippet, x/auth-url]
            openToAllNamespaces | gateways.gateway.networking.k8s.io | {'spec':{'listeners':[{'allowedRoutes':{'namespaces':{'from':'All'}}}]}} | true
            openToAllNamespaces | gateways.gateway.networking.k8s.io | {'spec':{'listeners':[{'allowedRoutes':{'namespaces':{'from':'Selector','selector':{}}}}]}} | true
            openToAllNamespaces | gateways.gateway.networking.k8s.io | {'spec':{'listeners':[{'allowedRoutes':{'namespaces':{'from':'Same'}}},{}]}} | false
            """)
    void aRouteTells(String fact, String resource, String object, String value) {
        assertThat(fact("ingress." + fact, resource, object.replace('¦', '|'))).hasToString(value);
    }
}
