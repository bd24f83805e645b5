// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operator, modifier and transformer means, by the description of Falco's filter language. */
final class SemanticsTest {

    private static final String EVENT = """
            {"auditID":"1","stage":"ResponseComplete","verb":"create","requestURI":"/api/v1/x?command=sh&command=ls&b=%41",
             "user":{"username":"system:admin","groups":["g1","g2"]},"userAgent":"/usr/bin/kubectl -n x",
             "sourceIPs":["10.0.0.1","10.0.0.2"],"stageTimestamp":"2026-01-02T03:04:05.000006Z",
             "objectRef":{"resource":"pods","name":"a/b/c"},"responseStatus":{"code":403},
             "requestObject":{"data":{"k":"v"},"spec":{"hostPID":true,"type":"aGVsbG8=",
               "containers":[{"name":"c","image":"r:5000/t/app:v1"},{"name":"d","image":"img@sha256:00"}]}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ka.verb=create | true",
                "ka.verb = create | true",
                "ka.verb == create | true",
                "ka.verb=Create | false",
                "ka.verb != get | true",
                "ka.verb!=create | false",
                "ka.verb exists | true",
                "ka.target.namespace exists | false",
                // A missing field makes every comparison false; only 'not' turns it.
                "ka.target.namespace = x | false",
                "ka.target.namespace != x | false",
                "ka.target.namespace in (x) | false",
                "not ka.target.namespace in (x) | true",
                "not ka.target.namespace != x | true",
                "ka.target.namespace contains \"\" | false",
                "ka.verb contains \"\" | true",
                "ka.verb startswith \"\" | true",
                "ka.verb endswith \"\" | true",
                "ka.verb contains rea | true",
                "ka.verb contains REA | false",
                "ka.verb icontains REA | true",
                "ka.verb startswith cre | true",
                "ka.verb endswith ate | true",
                "ka.verb glob c*e | true",
                "ka.verb glob C*e | false",
                "ka.verb iglob C*E | true",
                // No flags: a star and a question mark cross slashes.
                "ka.target.name glob a*c | true",
                "ka.target.name glob a?b?c | true",
                "ka.target.name glob \"[!b]/b/[a-d]\" | true",
                "ka.target.name glob \"[[:digit:]]*\" | false",
                "ka.verb glob \"creat\\\\e\" | true",
                "ka.verb glob \"creat\\\\\\\\e\" | false",
                // Anchored at both ends.
                "ka.verb regex rea | false",
                "ka.verb regex .*rea.* | true",
                "ka.verb regex c[[:alpha:]]+e | true",
                "`ka.verb regex cre|create` | true",
                "ka.verb in (get, create) | true",
                "ka.verb in create | true",
                "ka.verb in () | false",
                "not ka.verb in () | true",
                "ka.verb intersects (get, create) | true",
                // Every element, and any element.
                "ka.user.groups in (g1, g2, g3) | true",
                "ka.user.groups in (g1) | false",
                "ka.user.groups intersects (g1) | true",
                "ka.user.groups intersects (g3) | false",
                "ka.user.groups intersects () | false",
                "ka.user.groups exists | true",
                "ka.sourceips intersects (10.0.0.2) | true",
                "ka.sourceips[1] in (10.0.0.2) | true",
                "ka.sourceips[7] exists | false",
                // Text order, not that of numbers.
                "ka.response.code >= 400 | true",
                "ka.response.code < 1000 | false",
                "ka.response.code > 1000 | true",
                "ka.response.code startswith 4 | true",
                "ka.response.code=403 | true",
                "ka.target.name pmatch (a) | true",
                "ka.target.name pmatch (/a/b) | true",
                "ka.target.name pmatch (/a/b/c/d) | false",
                "ka.target.name pmatch (a/bb, /*/b) | true",
                "ka.target.name pmatch (/) | true",
                "ka.target.name pmatch (/ab) | false",
                "ka.verb = anyof (get, create) | true",
                "ka.verb != allof (get, create) | false",
                "ka.verb != anyof (get, create) | true",
                "ka.verb startswith anyof (x, cr) | true",
                "ka.verb startswith allof (c, cr) | true",
                "ka.verb startswith allof (c, x) | false",
                "ka.verb startswith oneof (c, cr) | false",
                "ka.verb startswith oneof (c, x) | true",
                "ka.verb regex anyof (get, \"c.*\") | true",
                "ka.verb = oneof () | false",
                "toupper(ka.verb) = CREATE | true",
                "tolower(ka.verb) = create | true",
                "basename(ka.target.name) = c | true",
                "b64(ka.req.service.type) = hello | true",
                "b64(ka.user.name) exists | false",
                "len(ka.user.groups) = 2 | true",
                "len(ka.verb) > 5 | true",
                "len(ka.verb) >= 0x7 | false",
                "len(ka.verb) in (5, 6) | true",
                "len(ka.verb) != 6 | false",
                "len(ka.target.namespace) != 6 | false",
                "join(\"+\", ka.user.groups) = g1+g2 | true",
                "join(\"-\", (ka.verb, \"x\")) = create-x | true",
                "concat(ka.verb, \":\", ka.target.resource) = create:pods | true",
                "concat(ka.verb, ka.target.namespace) exists | false",
                "toupper(ka.user.groups) intersects (G2) | true",
                "ka.verb = val(ka.verb) | true",
                "ka.verb = val(ka.stage) | false",
                "ka.verb = val(ka.target.namespace) | false",
                "ka.uri contains val(ka.uri.param[command]) | true",
                "ka.user.groups in val(ka.user.groups) | true",
                "ka.verb = tolower(ka.verb) | true",
                "len(ka.verb) > len(ka.stage) | false",
                "ka.uri.param[command]=sh | true",
                "ka.uri.param[b]=A | true",
                "ka.uri.param[c] exists | false",
                "jevt.value[/verb]=create | true",
                "jevt.value[verb]=create | true",
                "jevt.value[/requestObject/spec/containers/1/name]=d | true",
                "jevt.value[/requestObject/spec/hostPID]=true | true",
                "jevt.value[/requestObject/data]=\"{\\\"k\\\":\\\"v\\\"}\" | true",
                "jevt.value[/responseStatus]=\"{\\\"code\\\":403}\" | true",
                "json.value[/none/1] exists | false",
                "jevt.rawtime = 1767323045000006000 | true",
                "jevt.rawtime exists | true",
                "evt.rawtime.ns = 6000 | true",
                "evt.rawtime.s > 1767323044 | true",
                "evt.time.iso8601 startswith 2026-01-02T03:04:05.000006000 | true",
                "evt.source = k8s_audit | true",
                // Precedence and parentheses.
                "ka.verb=get and ka.verb=get or ka.verb=create | true",
                "ka.verb=create or ka.verb=get and ka.verb=get | true",
                "(ka.verb=create or ka.verb=get) and ka.verb=get | false",
                "not not ka.verb=create | true",
                "not(ka.verb=create) | false",
                "ka.verb=get or(ka.verb=create) | true",
                "ka.verb=create and(ka.verb=get) | false",
            })
    void meansWhatItSays(String condition, boolean expected) {
        assertThat(Falco.matches(condition, EVENT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ka.req.pod.containers.image.repository intersects (r:5000/t/app) | true | false",
                "ka.req.pod.containers.image.repository intersects (r) | false | true",
                "ka.req.pod.containers.image.repository[1] in (img) | true | true",
                "ka.sourceips exists | true | false",
                "ka.req.binding.subject.has_name[x] exists | false | true",
            })
    void defectsAreReproducedOnlyWhenAskedFor(String condition, boolean meant, boolean asFalco) {
        assertThat(Falco.matches(condition, EVENT)).isEqualTo(meant);
        assertThat(Falco.matchesAsFalco(condition, EVENT)).isEqualTo(asFalco);
    }
}
