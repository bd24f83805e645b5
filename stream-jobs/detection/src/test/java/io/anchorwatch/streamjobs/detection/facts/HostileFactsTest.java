// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in an object: no fact throws, lists are sorted and distinct, and size costs in proportion. */
final class HostileFactsTest {

    private static final int MANY = 10_000;

    @Test
    void noFactThrowsAndListsAreSorted() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String resource = HostileObjects.RESOURCES.get(random.nextInt(HostileObjects.RESOURCES.size()));
            String now = HostileObjects.fields(random, 6);
            AuditView event = switch (random.nextInt(4)) {
                case 0 -> ObjectEvents.of(resource).create(now);
                case 1 -> ObjectEvents.of(resource).update(HostileObjects.fields(random, 6), now);
                case 2 -> ObjectEvents.of(resource).logged("patch", "'requestObject':" + now);
                default ->
                    ObjectEvents.of(resource)
                            .named(
                                    "update",
                                    "kube-system",
                                    random.nextBoolean() ? "aws-auth" : "coredns",
                                    "'responseObject':" + now);
            };
            for (Fact fact : Fact.values()) {
                if (fact.isNamed()) {
                    valid(fact, fact.of(event));
                }
            }
        }
    }

    private static void valid(Fact fact, Object value) {
        if (value instanceof List<?> list && fact.needsBody() && fact != Fact.CHANGE_FIELDS) {
            assertThat(list).as("%s", fact).isEqualTo(new ArrayList<>(new TreeSet<Object>(list)));
        } else {
            assertThat(value)
                    .as("%s", fact)
                    .isInstanceOfAny(
                            String.class, Boolean.class, Long.class, BigDecimal.class, Missing.class, List.class);
        }
    }

    /** Quadratic work on these would take minutes, not the second that is given. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pods|{'spec':{'containers':[%s]}}|{'name':'c%d','image':'i','env':[{'name':'A_TOKEN%d','value':'x'}],'ports':[{'hostPort':%d}],'volumeMounts':[{'name':'v%d'}],'securityContext':{'privileged':true}}",
                "pods|{'spec':{'containers':[{}],'volumes':[%s]}}|{'name':'v%d','hostPath':{'path':'/a/../%d'}}",
                "clusterroles.rbac.authorization.k8s.io|{'rules':[%s]}|{'verbs':['get'],'apiGroups':['g%d'],'resources':['r%d']}",
                "rolebindings.rbac.authorization.k8s.io|{'subjects':[%s]}|{'kind':'User','name':'u%d'}",
                "validatingwebhookconfigurations.admissionregistration.k8s.io|{'webhooks':[{'name':'w','rules':[%s]}]}|{'operations':['CREATE'],'apiGroups':['g%d'],'apiVersions':['v1'],'resources':['r%d']}",
                "ingressroutes.traefik.io|{'spec':{'routes':[{'match':'%s'}]}}|Host(",
                "services|{'metadata':{'annotations':{%s}}}|'k%d':'v'",
            })
    void workGrowsWithTheSizeAlone(String row) {
        String[] parts = row.split("\\|", -1);
        String elements = IntStream.range(0, MANY)
                .mapToObj(i -> parts[2].replace("%d", Integer.toString(i)))
                .collect(Collectors.joining(","));
        String object = parts[1].replace("%s", elements);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            AuditView event = ObjectEvents.of(parts[0]).update(object.replace("1", "2"), object);
            for (Fact fact : Fact.values()) {
                fact.of(event);
            }
        });
    }

    @Test
    void aKeyOfAMegabyteIsReadOnce() {
        String key = "/".repeat(1 << 20) + "auth-url";
        AuditView event = ObjectEvents.of("ingresses.networking.k8s.io")
                .create("{'metadata':{'annotations':{'" + key + "':'x'}}}");
        assertThat(Fact.INGRESS_ANNOTATIONS.of(event)).isEqualTo(List.of(key));
    }
}
