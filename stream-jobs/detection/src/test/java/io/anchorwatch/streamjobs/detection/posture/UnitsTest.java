// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import static io.anchorwatch.streamjobs.detection.posture.Objects.named;
import static io.anchorwatch.streamjobs.detection.posture.Objects.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.facts.podsecurity.Level;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods with their owners, nodes, addresses and Pod Security. */
final class UnitsTest {

    private static final String CONTAINER = "'containers':[{'name':'c','image':'i'}]";

    private static String owned(String kind, String name, String uid, String owner, String rest) {
        return "{'kind':'" + kind + "','metadata':{'name':'" + name + "','namespace':'shop','uid':'" + uid
                + "','labels':{'app':'web'},'ownerReferences':[" + owner + "]}," + rest + "}";
    }

    private static String owner(String kind, String name, String uid) {
        return "{'kind':'" + kind + "','name':'" + name + "','uid':'" + uid + "','controller':true}";
    }

    private static String pod(String name, String owner, String node) {
        return owned("Pod", name, "u-" + name, owner, "'spec':{'nodeName':'" + node + "'," + CONTAINER + "}");
    }

    @Test
    void aPodIsToldAtItsOutermostOwnerIfThatIsThereUnderThatUid() {
        ClusterState state = state(
                owned("Deployment", "web", "d1", "", "'spec':{'template':{'spec':{" + CONTAINER + "}}}"),
                owned("ReplicaSet", "web-1", "r1", owner("Deployment", "web", "d1"), "'spec':{}"),
                pod("web-1-a", owner("ReplicaSet", "web-1", "r1"), "n1"),
                pod("web-1-b", owner("ReplicaSet", "web-1", "r1"), "n2"),
                pod("forged", owner("ReplicaSet", "web-1", "other"), "n3"),
                pod("orphan", owner("ReplicaSet", "gone", "r1"), "n3"));
        assertThat(new Units(state).all())
                .extracting(
                        unit -> unit.root().holder().text() + " " + unit.pods().size())
                .containsExactly("deployments shop/web 2", "pods shop/forged 1", "pods shop/orphan 1");
        Cluster cluster = Cluster.of(state);
        assertThat(cluster.reach(cluster.units().all().iterator().next()).nodes())
                .containsExactly("n1", "n2");
    }

    @Test
    void ownersInACircleEndSomewhere() {
        ClusterState state = state(
                owned("ReplicaSet", "a", "1", owner("ReplicaSet", "b", "2"), "'spec':{}"),
                owned("ReplicaSet", "b", "2", owner("ReplicaSet", "a", "1"), "'spec':{}"));
        assertThat(new Units(state).all()).isNotEmpty();
    }

    @Test
    void aDaemonSetWithoutPodsIsOnTheNodesThatItSelects() {
        Cluster cluster = Cluster.of(state(
                "{'kind':'Node','metadata':{'name':'n1','labels':{'disk':'ssd'}}}",
                "{'kind':'Node','metadata':{'name':'n2'}}",
                named(
                        "DaemonSet",
                        "shop",
                        "agent",
                        "'spec':{'template':{'spec':{'nodeSelector':{'disk':'ssd'}," + CONTAINER + "}}}")));
        assertThat(cluster.reach(cluster.units().all().iterator().next()).nodes())
                .containsExactly("n1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'spec':{'selector':{'app':'web'},'ports':[{'port':80,'nodePort':30080}]} | node port 30080",
                "'spec':{'selector':{'app':'web'},'externalIPs':['9.9.9.9'],'ports':[{'port':80}]} | 9.9.9.9:80",
                "'spec':{'type':'LoadBalancer','selector':{'app':'web'},'ports':[{'port':443}]},'status':{'loadBalancer':{'ingress':[{'ip':'203.0.113.9'}]}} | 203.0.113.9:443",
                "'spec':{'type':'LoadBalancer','selector':{'app':'web'},'ports':[{'port':443}]} | load balancer without an address yet",
                "'spec':{'selector':{'app':'web'},'ports':[{'port':80}]} | ",
                "'spec':{'selector':{'app':'other'},'ports':[{'port':80,'nodePort':30080}]} | ",
                "'spec':{'ports':[{'port':80,'nodePort':30080}]} | ",
            })
    void addressesLeadToWorkloadsBySelector(String service, String address) {
        Cluster cluster = Cluster.of(state(pod("web", "", "n1"), named("Service", "shop", "s", service)));
        assertThat(cluster.exposures().addresses(new Holder("pods", "shop", "web")))
                .isEqualTo(address == null ? Set.of() : Set.of(address));
    }

    @Test
    void anIngressLeadsThroughItsServices() {
        Cluster cluster = Cluster.of(
                state(
                        pod("web", "", "n1"),
                        named("Service", "shop", "s", "'spec':{'selector':{'app':'web'},'ports':[{'port':80}]}"),
                        named(
                                "Ingress",
                                "shop",
                                "i",
                                "'spec':{'rules':[{'host':'shop.example','http':{'paths':[{'backend':{'service':{'name':'s'}}}]}}]}")));
        assertThat(cluster.exposures().all())
                .containsExactly(new Exposure(
                        "shop.example",
                        new Holder("ingresses.networking.k8s.io", "shop", "i"),
                        List.of(new Holder("pods", "shop", "web"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "           | ``             | BASELINE   | true",
                "baseline   | ``             | BASELINE   | false",
                "           | ,'hostPID':true | PRIVILEGED | false",
                "restricted | ``             | BASELINE   | false",
            })
    void aNamespaceHasRoomWhereAllItsWorkloadsMeetMore(String enforce, String extra, Level met, boolean room) {
        String namespace = "{'kind':'Namespace','metadata':{'name':'shop'"
                + (enforce == null ? "" : ",'labels':{'pod-security.kubernetes.io/enforce':'" + enforce + "'}") + "}}";
        String pod = named("Pod", "shop", "p", "'spec':{" + CONTAINER + extra + "}");
        Findings findings = new Findings();
        NamespaceStandard row = new StandardsCheck(Cluster.of(state(namespace, pod)), findings)
                .run()
                .get(0);
        assertThat(row.met()).isEqualTo(met);
        assertThat(row.hasRoom()).isEqualTo(room);
        assertThat(row.refused()).hasSize("restricted".equals(enforce) ? 1 : 0);
    }
}
