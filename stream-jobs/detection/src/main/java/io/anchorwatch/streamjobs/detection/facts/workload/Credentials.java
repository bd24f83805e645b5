// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Credentials that a workload is given. */
public final class Credentials {

    private static final List<String> SECRET_WORDS = List.of(
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "SECRET",
            "TOKEN",
            "API_KEY",
            "APIKEY",
            "ACCESS_KEY",
            "ACCESSKEY",
            "PRIVATE_KEY",
            "CREDENTIAL");

    /** Endings of names that tell where a secret is, or something about it. */
    private static final List<String> POINTERS = List.of(
            "_FILE", "_PATH", "_DIR", "_NAME", "_URL", "_URI", "_ENDPOINT", "_TTL", "_LENGTH", "_ENABLED", "_KEY_ID");

    private Credentials() {}

    /** Names of variables that look like credentials and have their value in the object; never the value. */
    public static List<Object> inEnv(Workload workload) {
        Set<String> names = new TreeSet<>();
        workload.ofContainers("env")
                .filter(variable -> looksSecret(Nodes.text(variable.path("name"))) && isLiteral(variable))
                .forEach(variable -> names.add(Nodes.text(variable.path("name"))));
        return List.copyOf(names);
    }

    private static boolean looksSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return SECRET_WORDS.stream().anyMatch(upper::contains)
                && POINTERS.stream().noneMatch(upper::endsWith);
    }

    /** A flag, a number, a path, or a reference to another variable is no credential. */
    private static boolean isLiteral(JsonNode variable) {
        String value = Nodes.text(variable.path("value"));
        boolean reference = value.startsWith("$(") && value.endsWith(")");
        boolean flag = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        return !value.isEmpty()
                && !reference
                && !flag
                && !value.startsWith("/")
                && !(value.length() < 6 && value.chars().allMatch(Character::isDigit));
    }

    /** Service accounts it runs as. */
    public static List<Object> serviceAccounts(Workload workload) {
        Set<String> names = new TreeSet<>();
        workload.pods().forEach(pod -> {
            String name = Nodes.text(pod.spec().path("serviceAccountName"));
            names.add(name.isEmpty() ? Nodes.text(pod.spec().path("serviceAccount")) : name);
        });
        names.remove("");
        return List.copyOf(names);
    }

    /** Whom the tokens that it asks for are meant for, as far as it says so: else the API server. */
    public static List<Object> tokenAudiences(Workload workload) {
        Set<String> audiences = new TreeSet<>();
        workload.ofSpecs("volumes")
                .flatMap(volume -> Workload.stream(volume.path("projected").path("sources")))
                .forEach(source -> audiences.add(
                        Nodes.text(source.path("serviceAccountToken").path("audience"))));
        audiences.remove("");
        return List.copyOf(audiences);
    }
}
