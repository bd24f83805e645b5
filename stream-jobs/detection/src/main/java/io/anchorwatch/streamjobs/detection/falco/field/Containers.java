// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Argument;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a pod's containers, init containers and ephemeral containers; all lists. */
final class Containers {

    /** Values below a container that are listed as they are, containers without them left out. */
    private static final Map<String, String[]> PLAIN = Map.of(
            "privileged", keys("securityContext", "privileged"),
            "allow_privilege_escalation", keys("securityContext", "allowPrivilegeEscalation"),
            "read_only_fs", keys("securityContext", "readOnlyRootFilesystem"),
            "run_as_user", keys("securityContext", "runAsUser"),
            "run_as_group", keys("securityContext", "runAsGroup"),
            "proc_mount", keys("securityContext", "procMount"),
            "add_capabilities@falco", keys("securityContext", "capabilities", "add"));

    private interface Reader {
        Object read(JsonNode request, String list, int index);
    }

    private Containers() {}

    static List<FalcoField> fields() {
        List<FalcoField> fields = new ArrayList<>();
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            PLAIN.forEach((name, keys) ->
                    add(fields, list, name, (request, at, index) -> Json.texts(values(request, at, index, keys))));
            add(fields, list, "name", (request, at, index) -> Json.allTexts(values(request, at, index, "name")));
            add(fields, list, "image", Containers::images);
            add(fields, list, "image.repository", (request, at, index) -> repositories(request, at, index, false));
            add(fields, list, "image.repository@falco", (request, at, index) -> repositories(request, at, index, true));
            add(fields, list, "command", (request, at, index) -> joined(values(request, at, index, "command")));
            add(fields, list, "args", (request, at, index) -> joined(values(request, at, index, "args")));
            add(
                    fields,
                    list,
                    "add_capabilities",
                    (request, at, index) -> Json.flat(
                            values(request, at, index, "securityContext", "capabilities", "add"), Json::elements));
            for (Map.Entry<String, String> id :
                    Map.of("user", "runAsUser", "group", "runAsGroup").entrySet()) {
                String name = "eff_run_as_" + id.getKey();
                add(
                        fields,
                        list,
                        name,
                        (request, at, index) -> effective(
                                Json.get(request, "spec", "securityContext", id.getValue()),
                                values(request, at, index, "securityContext", id.getValue())));
                add(
                        fields,
                        list,
                        name + "@falco",
                        (request, at, index) -> effective(
                                Json.get(request, "spec", id.getValue()), values(request, at, index, id.getValue())));
            }
            if (!list.equals("ephemeralContainers")) {
                add(fields, list, "host_port", (request, at, index) -> hostPorts(values(request, at, index, "ports")));
            }
        }
        return fields;
    }

    private static void add(List<FalcoField> to, String list, String name, Reader reader) {
        to.add(Pods.request(
                        "ka.req.pod." + list + "." + name,
                        Shape.LIST,
                        (event, index) -> reader.read(event.requestObject(), list, Arguments.index(index)))
                .with(Argument.INDEX));
    }

    private static @Nullable List<@Nullable JsonNode> values(JsonNode request, String list, int index, String... keys) {
        String[] path = new String[keys.length + 2];
        path[0] = "spec";
        path[1] = list;
        System.arraycopy(keys, 0, path, 2, keys.length);
        return Json.values(request, index, path);
    }

    static Object images(JsonNode request, String list, int index) {
        return Json.allTexts(values(request, list, index, "image"));
    }

    static Object repositories(JsonNode request, String list, int index, boolean asFalco) {
        if (!(images(request, list, index) instanceof List<?> images)) {
            return Missing.ABSENT;
        }
        return images.stream()
                .map(image -> asFalco ? cut(image.toString()) : repository(image.toString()))
                .toList();
    }

    /** Up to the first colon, so that a registry's port takes the rest with it. */
    private static String cut(String image) {
        String untagged = image.split(":", 2)[0];
        return untagged.split("@", 2)[0];
    }

    /** The name without tag and digest; a colon before the last slash belongs to the registry. */
    private static String repository(String image) {
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        int tag = name.lastIndexOf(':');
        return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    }

    /** Each array's strings joined with blanks; absent as a whole when one is no array of strings. */
    private static Object joined(@Nullable List<@Nullable JsonNode> lines) {
        if (lines == null) {
            return Missing.ABSENT;
        }
        List<Object> joined = new ArrayList<>();
        for (@Nullable JsonNode line : lines) {
            if (line == null) {
                continue;
            }
            if (!line.isArray()) {
                return Missing.ABSENT;
            }
            List<String> words = new ArrayList<>();
            for (JsonNode word : line) {
                if (!word.isTextual()) {
                    return Missing.ABSENT;
                }
                words.add(word.textValue());
            }
            joined.add(String.join(" ", words));
        }
        return Json.present(joined);
    }

    private static Object hostPorts(@Nullable List<@Nullable JsonNode> lists) {
        if (lists == null) {
            return Missing.ABSENT;
        }
        List<Object> ports = new ArrayList<>();
        for (@Nullable JsonNode list : lists) {
            if (list != null && !list.isArray()) {
                return Missing.ABSENT;
            }
            for (JsonNode port : list == null ? List.<JsonNode>of() : list) {
                @Nullable JsonNode number = Json.get(port, "hostPort");
                // On the host's network the container's port is the host's.
                number = number == null ? Json.get(port, "containerPort") : number;
                if (number != null) {
                    ports.add(Json.text(number));
                }
            }
        }
        return Json.present(ports);
    }

    private static Object effective(@Nullable JsonNode pod, @Nullable List<@Nullable JsonNode> containers) {
        if (containers == null) {
            return Missing.ABSENT;
        }
        String otherwise = pod == null ? "0" : Json.text(pod);
        List<Object> ids = new ArrayList<>(containers.size());
        containers.forEach(id -> ids.add(id == null ? otherwise : Json.text(id)));
        return Json.present(ids);
    }

    private static String[] keys(String... keys) {
        return keys;
    }
}
