// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Events about one sort of objects, bodies in JSON with single quotes. */
record ObjectEvents(String group, String resource, String subresource) {

    static ObjectEvents of(String groupResource) {
        int dot = groupResource.indexOf('.');
        return dot < 0
                ? new ObjectEvents("", groupResource, "")
                : new ObjectEvents(groupResource.substring(dot + 1), groupResource.substring(0, dot), "");
    }

    ObjectEvents through(String other) {
        return new ObjectEvents(group, resource, other);
    }

    AuditView create(String object) {
        return event("create", "", "'responseObject':" + object);
    }

    AuditView update(String before, String now) {
        return event("update", "", "'attribution':'exact','oldObject':" + before + ",'responseObject':" + now);
    }

    /** As an audit log has it: nothing is known of the object as it was. */
    AuditView logged(String verb, String bodies) {
        return event(verb, "", bodies);
    }

    AuditView named(String verb, String namespace, String name, String bodies) {
        return event(verb, ",'namespace':'" + namespace + "','name':'" + name + "'", bodies);
    }

    private AuditView event(String verb, String place, String bodies) {
        String json =
                "{'level':'RequestResponse','verb':'%s','user':{'username':'alice','groups':['dev']},".formatted(verb)
                        + "'objectRef':{'resource':'%s','apiGroup':'%s','subresource':'%s'%s},%s}"
                                .formatted(resource, group, subresource, place, bodies);
        try {
            return AuditView.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Fact.values().length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
