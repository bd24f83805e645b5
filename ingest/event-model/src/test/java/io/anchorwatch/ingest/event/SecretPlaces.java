// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.util.ArrayList;
import java.util.List;

/** Templates of events with {@code %S%} where a secret stands, once or more, as the content of a JSON string. */
final class SecretPlaces {

    private static final String SECRET =
            "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"n\"},\"data\":{\"k\":\"%S%\"}}";
    private static final String KIND_LAST = "{\"stringData\":{\"a\":[{\"b\":\"%S%\"}]},\"kind\":\"Secret\"}";
    private static final String ENV = "[{\"name\":\"A\",\"value\":\"%S%\"}]";

    private SecretPlaces() {}

    static List<byte[]> all() {
        List<String> places = new ArrayList<>();
        bodies(
                places,
                "secrets",
                SECRET,
                "{\"data\":{\"k\":\"%S%\"}}",
                "{\"x\":[{\"stringData\":\"%S%\"}]}",
                "\"%S%\"",
                "{\"kind\":\"SecretList\",\"items\":[{\"data\":{\"k\":\"%S%\"}}]}",
                "{\"kind\":\"Table\",\"rows\":[{\"object\":{\"data\":{\"k\":\"%S%\"}}}]}",
                "[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"%S%\"}]",
                "[{\"value\":{\"data\":[\"%S%\"]},\"path\":\"\",\"op\":\"add\"}]",
                "[{\"op\":\"test\",\"path\":\"/metadatax\",\"value\":[[\"%S%\"]]}]",
                "[{\"op\":\"add\",\"path\":\"/metadata/a\",\"path\":\"/data/k\",\"value\":\"%S%\"}]",
                "[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"l\":\"" + inString(SECRET) + "\"}}]");
        bodies(
                places,
                "pods",
                SECRET,
                KIND_LAST,
                "{\"kind\":\"List\",\"items\":[" + SECRET + "," + KIND_LAST + "]}",
                "{\"spec\":{\"manifests\":[" + SECRET + "]}}",
                "{\"kind\":\"Secret\",\"data\":\"%S%\",\"data\":null}",
                "{\"kind\":\"Secret\",\"kind\":\"Pod\",\"data\":\"%S%\"}",
                "{\"\\u006bind\":\"Secret\",\"d\\u0061ta\":{\"k\":\"%S%\"}}",
                "{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\""
                        + inString(SECRET) + "\"}}}",
                "{\"data\":{\"m\":\"" + inString("{\"a\":\"" + inString(KIND_LAST) + "\"}") + "\"}}",
                "{\"a\":\"" + inString("{\"data\":\"%S%\",\"data\":1}") + "\"}",
                "{\"a\":\"" + inString(SECRET + "trailing") + "\"}",
                "{\"spec\":{\"initContainers\":[{\"env\":" + ENV + "}]}}",
                "{\"spec\":{\"template\":{\"x\":{\"env\":" + ENV + "}}}}",
                "[{\"op\":\"add\",\"path\":\"/spec/containers/0/env/-\",\"value\":{\"name\":\"A\",\"value\":\"%S%\"}}]",
                "[{\"op\":\"replace\",\"path\":\"/spec/containers/0/env/0/value\",\"value\":\"%S%\"}]",
                "[{\"op\":\"add\",\"path\":\"/spec/containers/0/env\",\"value\":" + ENV + "}]",
                "[{\"op\":\"add\",\"path\":\"/spec/containers/0\",\"value\":{\"env\":" + ENV + "}}]",
                "{\"kind\":\"TokenRequest\",\"status\":{\"token\":\"%S%\"}}",
                "{\"kind\":\"TokenReview\",\"spec\":{\"token\":\"%S%\"}}",
                "{\"kind\":\"CertificateSigningRequestList\",\"items\":[{\"spec\":{\"request\":\"%S%\"},\"status\":{\"certificate\":\"%S%\"}}]}");
        bodies(places, "serviceaccounts\",\"subresource\":\"token", "{\"status\":{\"token\":\"%S%\"}}");
        bodies(places, "tokenreviews", "{\"spec\":{\"token\":\"%S%\"}}");
        bodies(
                places,
                "certificatesigningrequests",
                "{\"spec\":{\"request\":\"%S%\"}}",
                "[{\"op\":\"add\",\"path\":\"/status/certificate\",\"value\":\"%S%\"}]");
        envelope(places);
        return places.stream().map(Events::utf8).toList();
    }

    private static void bodies(List<String> places, String resource, String... bodies) {
        for (String body : bodies) {
            places.add(Events.text(Events.about(resource, "\"requestObject\":" + body)));
            places.add(Events.text(Events.about(resource, "\"responseObject\":" + body + ",\"requestObject\":{}")));
        }
    }

    private static void envelope(List<String> places) {
        String patch =
                "{\"patch\":[{\"op\":\"add\",\"path\":\"/data\",\"value\":{\"k\":\"%S%\"}}],\"patchType\":\"JSONPatch\"}";
        for (String members : List.of(
                "\"annotations\":{\"patch.webhook.admission.k8s.io/round_0_index_0\":\"" + inString(patch) + "\"}",
                "\"responseStatus\":{\"message\":\"error found in #10 byte of ...|%S%|...\",\"code\":400}",
                "\"responseStatus\":{\"message\":\"x, bigger context ...|%S%|...\",\"reason\":\"Forbidden\"}",
                "\"responseStatus\":{\"message\":\"Secret is invalid: Invalid value: %S%\",\"reason\":\"Invalid\"}",
                "\"responseStatus\":{\"reason\":\"Invalid\",\"details\":{\"causes\":[{\"message\":\"Invalid value: %S%\"}]}}",
                "\"responseObject\":{\"kind\":\"Status\",\"message\":\"bad %S%\",\"reason\":\"BadRequest\"}",
                "\"objectRef\":{\"resource\":\"pods\"},\"requestObject\":{\"data\":\"%S%\"}")) {
            places.add(Events.text(Events.about("secrets", members)));
        }
        places.add(Events.text(Events.with("\"annotations\":{\"a\":\"" + inString(SECRET) + "\"}")));
    }

    private static String inString(String json) {
        return json.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
