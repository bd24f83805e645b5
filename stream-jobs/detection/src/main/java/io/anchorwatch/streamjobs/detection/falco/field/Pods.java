// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Argument;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Level;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Reader;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of the pod that a request carries. */
final class Pods {

    private Pods() {}

    static List<FalcoField> fields() {
        List<FalcoField> fields = new ArrayList<>(List.of(
                spec("ka.req.pod.host_ipc", "hostIPC"),
                spec("ka.req.pod.host_network", "hostNetwork"),
                spec("ka.req.container.host_network", "hostNetwork"),
                spec("ka.req.pod.host_pid", "hostPID"),
                spec("ka.req.pod.run_as_user", "securityContext", "runAsUser"),
                spec("ka.req.pod.run_as_group", "securityContext", "runAsGroup"),
                spec("ka.req.pod.fs_group", "securityContext", "fsGroup"),
                FalcoField.of(
                        "ka.req.pod.supplemental_groups",
                        Shape.LIST,
                        Level.REQUEST,
                        (event, none) -> Json.list(
                                Json.get(event.requestObject(), "spec", "securityContext", "supplementalGroups"))),
                volumes("hostpath", (event, index) -> volumes(event.requestObject(), index, "hostPath", "path")),
                volumes(
                        "flexvolume_driver",
                        (event, index) -> volumes(event.requestObject(), index, "flexVolume", "driver")),
                volumes("volume_type", (event, index) -> volumeTypes(event.requestObject(), index)),
                request("ka.req.volume.hostpath", Shape.TEXT, (event, key) -> hasHostPath(event.requestObject(), key))
                        .with(Argument.KEY),
                request(
                        "ka.req.container.image",
                        Shape.TEXT,
                        (event, none) -> first(Containers.images(event.requestObject(), "containers", 0))),
                request(
                        "ka.req.container.image.repository",
                        Shape.TEXT,
                        (event, none) -> first(Containers.repositories(event.requestObject(), "containers", 0, false))),
                request(
                        "ka.req.container.image.repository@falco",
                        Shape.TEXT,
                        (event, none) -> first(Containers.repositories(event.requestObject(), "containers", 0, true))),
                request(
                        "ka.req.container.privileged",
                        Shape.TEXT,
                        (event, none) -> anyPrivileged(event.requestObject()))));
        fields.addAll(Containers.fields());
        return fields;
    }

    static FalcoField request(String name, Shape shape, Reader reader) {
        return FalcoField.of(name, shape, Level.REQUEST, reader);
    }

    private static FalcoField spec(String name, String... keys) {
        String[] path = new String[keys.length + 1];
        path[0] = "spec";
        System.arraycopy(keys, 0, path, 1, keys.length);
        return request(name, Shape.TEXT, (event, none) -> Json.scalar(Json.get(event.requestObject(), path)));
    }

    private static FalcoField volumes(String name, Reader reader) {
        return request("ka.req.pod.volumes." + name, Shape.LIST, reader).with(Argument.INDEX);
    }

    private static Object volumes(JsonNode request, String index, String source, String key) {
        return Json.texts(Json.values(request, Arguments.index(index), "spec", "volumes", source, key));
    }

    private static Object volumeTypes(JsonNode request, String index) {
        @Nullable
        List<@Nullable JsonNode> volumes = Json.values(request, Arguments.index(index), "spec", "volumes", "");
        if (volumes == null) {
            return Missing.ABSENT;
        }
        List<Object> types = new ArrayList<>();
        for (@Nullable JsonNode volume : volumes) {
            if (volume != null) {
                volume.fieldNames().forEachRemaining(key -> {
                    if (!key.equals("name")) {
                        types.add(key);
                    }
                });
            }
        }
        return Json.present(types);
    }

    /** Whether a volume mounts the path, or, with a star at its end, one below it. */
    private static Object hasHostPath(JsonNode request, String wanted) {
        Object paths = volumes(request, "", "hostPath", "path");
        if (Json.values(request, Json.ALL, "spec", "volumes", "hostPath", "path") == null) {
            return Missing.ABSENT;
        }
        boolean prefix = wanted.endsWith("*");
        String start = prefix ? wanted.substring(0, wanted.length() - 1) : wanted;
        if (paths instanceof List<?> texts) {
            for (Object path : texts) {
                if (path.equals(wanted) || (prefix && path.toString().startsWith(start))) {
                    return "true";
                }
            }
        }
        return "false";
    }

    private static Object anyPrivileged(JsonNode request) {
        @Nullable
        List<@Nullable JsonNode> flags =
                Json.values(request, Json.ALL, "spec", "containers", "securityContext", "privileged");
        if (flags == null) {
            return Missing.ABSENT;
        }
        for (@Nullable JsonNode flag : flags) {
            if (flag != null && flag.isBoolean() && flag.booleanValue()) {
                return "true";
            }
        }
        return "false";
    }

    private static Object first(Object list) {
        return list instanceof List<?> values ? values.get(0) : list;
    }
}
