// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isURL('https://user:pass@example.com:80/path?query=val#fragment') && isURL('/absolute-path')",
                "!isURL('https://a:b:c/') && !isURL('../relative-path') && !isURL('') && !isURL('host/path') && !isURL('http://[::1') && !isURL('http://a b.com/')",
                "!isURL('/%zz') && !isURL('http://ex%zzample.com/') && isURL('/ok%20path') && isURL('mailto:a@b.example')",
                "url('/path').getScheme() == '' && url('HTTPS://example.com/').getScheme() == 'https'",
                "url('https://example.com:80/').getHost() == 'example.com:80' && url('https://example.com/').getHost() == 'example.com'",
                "url('https://[::1]:80/').getHost() == '[::1]:80' && url('https://[::1]/').getHost() == '[::1]' && url('/path').getHost() == ''",
                "url('https://user:pass@example.com:80/').getHost() == 'example.com:80'",
                "url('https://example.com:80/').getHostname() == 'example.com' && url('https://127.0.0.1:80/').getHostname() == '127.0.0.1'",
                "url('https://[::1]:80/').getHostname() == '::1' && url('/path').getHostname() == ''",
                "url('https://example.com:80/').getPort() == '80' && url('https://example.com/').getPort() == '' && url('/path').getPort() == '' && url('https://[::1]:6443').getPort() == '6443'",
                "url('https://example.com/path').getEscapedPath() == '/path' && url('https://example.com').getEscapedPath() == ''",
                "url('https://example.com/path with spaces/').getEscapedPath() == '/path%20with%20spaces/'",
                "url('https://example.com/a%2Fb').getEscapedPath() == '/a%2Fb' && url('/ä').getEscapedPath() == '/%C3%A4'",
                "url('https://example.com/p#frag').getEscapedPath() == '/p' && url('https://example.com/p?a=b#frag').getQuery() == {'a': ['b']}",
                "url('https://example.com/path?k1=a&k2=b&k2=c').getQuery() == {'k1': ['a'], 'k2': ['b', 'c']}",
                "url('https://example.com/path?key with spaces=value with spaces').getQuery() == {'key with spaces': ['value with spaces']}",
                "url('https://example.com/path?').getQuery() == {} && url('https://example.com/path').getQuery() == {}",
                "url('/p?a+b=c%26d').getQuery() == {'a b': ['c&d']}",
                "url('https://example.com/x') == url('https://example.com/x')"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url('https://a:b:c/')", "url('../relative-path')"})
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url(1)"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
