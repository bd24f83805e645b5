// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a service account is given beside rights in the cluster. */
public final class ServiceAccounts {

    private static final List<String> CLOUD = List.of(
            "eks.amazonaws.com/role-arn", "iam.gke.io/gcp-service-account", "azure.workload.identity/client-id");

    private ServiceAccounts() {}

    /** Identities of a cloud that its pods may take. */
    public static List<Object> cloudIdentity(JsonNode account) {
        return List.copyOf(identities(account));
    }

    /** Whether it has one that it did not have. */
    public static Object cloudIdentityChanged(JsonNode before, JsonNode now) {
        return !Nodes.added(identities(before), identities(now)).isEmpty();
    }

    private static Set<String> identities(JsonNode account) {
        Set<String> identities = new TreeSet<>();
        CLOUD.forEach(annotation -> identities.add(Nodes.annotation(account, annotation)));
        identities.remove("");
        return identities;
    }

    /** Names of the secrets that its pods now pull images with and did not before. */
    public static List<Object> pullSecretsAdded(JsonNode before, JsonNode now) {
        return Nodes.added(pullSecrets(before), pullSecrets(now));
    }

    private static Set<String> pullSecrets(JsonNode account) {
        return Nodes.texts(account.path("imagePullSecrets"), secret -> secret.path("name"));
    }
}
