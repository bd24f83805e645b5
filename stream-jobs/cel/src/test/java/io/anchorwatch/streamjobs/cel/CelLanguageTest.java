// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionLanguage;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CelLanguageTest {

    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","labels":{"app":"web"}},
             "spec":{"replicas":3,"containers":[{"name":"a","image":"registry.example/a:1",
               "securityContext":{"privileged":true}},{"name":"b"}]}}""";

    private static String event(String verb, String more) {
        return "{\"auditID\":\"x\",\"stage\":\"ResponseComplete\",\"verb\":\"" + verb
                + "\",\"user\":{\"username\":\"alice\","
                + "\"uid\":\"7\",\"groups\":[\"dev\",\"system:authenticated\"],\"extra\":{\"k\":[\"v\"]}},"
                + "\"objectRef\":{\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web\",\"apiVersion\":\"v1\"}"
                + more
                + "}";
    }

    private static String created() {
        return event("create", ",\"requestObject\":" + POD + ",\"responseStatus\":{\"code\":201}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!object.spec.containers.all(c, !has(c.securityContext) || !has(c.securityContext.privileged) || c.securityContext.privileged == false)",
                "object.spec.?securityContext.?runAsNonRoot.orValue(false) == false",
                "(object.spec.containers + object.spec.?initContainers.orValue([])).exists(c, c.name == 'b')",
                "oldObject == null || object.spec != oldObject.spec",
                "request.userInfo.groups.exists(g, g == 'dev') && request.userInfo.username == 'alice' && request.userInfo.uid == '7'",
                "request.userInfo.extra['k'] == ['v']",
                "request.operation == 'CREATE' && request.namespace == 'shop' && request.name == 'web' && !request.dryRun",
                "request.resource.resource == 'pods' && request.resource.group == '' && request.resource.version == 'v1'",
                "request.kind.kind == 'Pod' && request.kind.version == 'v1' && request.requestKind == request.kind",
                "!has(request.subResource) && !has(request.options)",
                "event.verb == 'create' && event.objectRef.name == 'web'",
                "object.spec.replicas > 2.5 && object.spec.replicas < 4u",
                "object.metadata.labels.all(k, v, k == v + 'x') == false",
                "object.spec.containers.map(c, c.name).join(',') == 'a,b'",
                "object.spec.containers[0].image.startsWith('registry.example/')",
                "object == object && object in [object]"
            })
    void idiomsHold(String expression) throws EvaluationException {
        assertThat(Cel.holds(expression, created())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "update; {\"kind\":\"Pod\",\"a\":1}; null; object.a == 1; request.operation == 'UPDATE'",
                "update; {\"kind\":\"Pod\",\"a\":1}; {\"kind\":\"Pod\",\"a\":2}; object.a == 2; true",
                "patch; {\"a\":1}; {\"kind\":\"Pod\",\"a\":2}; object.a == 2; true",
                "create; {\"kind\":\"Pod\",\"a\":1}; {\"kind\":\"Status\",\"code\":403}; object.a == 1; oldObject == null",
                "delete; {\"kind\":\"DeleteOptions\",\"g\":0}; {\"kind\":\"Pod\",\"a\":2}; oldObject.a == 2; object == null && request.options.g == 0"
            })
    void theObjectIsWhatIsKnownOfIt(String verb, String request, String response, String first, String second)
            throws EvaluationException {
        String json = event(verb, ",\"requestObject\":" + request + ",\"responseObject\":" + response);
        assertThat(Cel.holds(first + " && " + second, json)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "patch; {\"kind\":\"Pod\"}; object.kind == 'Pod'; 'object'",
                "create; null; object.kind == 'Pod'; 'object'",
                "update; {\"kind\":\"Pod\"}; oldObject == null || object.x != oldObject.x; 'oldObject'",
                "delete; {\"kind\":\"DeleteOptions\"}; oldObject != null; 'oldObject'",
                "get; {\"kind\":\"Pod\"}; object != null; 'object'"
            })
    void whatTheEventDoesNotShowIsAnError(String verb, String request, String expression, String lacks) {
        assertThatThrownBy(() -> Cel.holds(expression, event(verb, ",\"requestObject\":" + request)))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("the event does not show '" + lacks.replace("'", "") + "'");
    }

    @Test
    void aConnectionIsKnownByItsSubresourceAndAnApplyByItsCode() throws EvaluationException {
        String exec = "{\"verb\":\"get\",\"objectRef\":{\"resource\":\"pods\",\"subresource\":\"exec\"}}";
        assertThat(Cel.holds("request.operation == 'CONNECT' && request.subResource == 'exec'", exec))
                .isTrue();
        String apply = event("patch", ",\"responseStatus\":{\"code\":201}");
        assertThat(Cel.holds("request.operation == 'CREATE' && oldObject == null", apply))
                .isTrue();
    }

    @Test
    void admissionSeesTheImpersonatedUser() throws EvaluationException {
        String json = event("create", ",\"impersonatedUser\":{\"username\":\"root\",\"groups\":[\"system:masters\"]}");
        assertThat(Cel.holds(
                        "request.userInfo.username == 'root' && request.userInfo.groups == ['system:masters']", json))
                .isTrue();
    }

    @Test
    void numbersAreAsAnApiServerReadsThem() throws EvaluationException {
        String json =
                "{\"verb\":\"create\",\"requestObject\":{\"i\":9007199254740993,\"big\":92233720368547758080,\"f\":1.5,"
                        + "\"n\":null,\"t\":true}}";
        assertThat(Cel.holds(
                        "object.i == 9007199254740993 && type(object.big) == double && object.f == 1.5 && object.n == null"
                                + " && has(object.n) && object.t && !has(object.x)",
                        json))
                .isTrue();
    }

    @Test
    void anErrorNamesItsKindAndPlaceAndNothingOfTheEvent() {
        assertThatThrownBy(() -> Cel.holds("true && object.metadata.secretName == 'x'", created()))
                .isInstanceOf(EvaluationException.class)
                .hasMessageMatching("no such key at character [0-9]+ of the expression");
        assertThatThrownBy(() -> Cel.holds("quantity(object.metadata.name).isInteger()", created()))
                .hasMessageStartingWith("invalid argument")
                .hasMessageNotContaining("web");
        assertThatThrownBy(() -> Cel.holds("object.metadata.name", created()))
                .hasMessage("the expression's value is neither true nor false");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "object.x ==; 11; mismatched input",
                "nonsense(1); 8; undeclared reference",
                "1 + 1; 0; must be a bool",
                "true && authorizer.group('').resource('pods').check('get').allowed(); 8; no event tells",
                "has(params.x); 4; ValidatingAdmissionPolicies only",
                "'ä' == object.a && nosuch; 19; undeclared reference to 'nosuch'"
            })
    void aBadExpressionIsRefusedWithItsPlace(String expression, int offset, String message) {
        ExpressionSyntaxException refused =
                catchThrowableOfType(ExpressionSyntaxException.class, () -> new CelLanguage().compile(expression));
        assertThat(refused.getMessage()).contains(message);
        assertThat(refused.offset()).isEqualTo(offset);
    }

    @Test
    void itIsFoundAsAServiceAndItsTextIsItsIdentity() throws ExpressionSyntaxException {
        ExpressionLanguage found =
                ServiceLoader.load(ExpressionLanguage.class).findFirst().orElseThrow();
        assertThat(found.name()).isEqualTo("cel");
        assertThat(found.compile("true")).hasToString("cel true").isEqualTo(found.compile("true"));
    }
}
