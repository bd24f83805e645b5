// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void a_secret_shows_itself_only_when_asked_to() {
        Secret secret = Secret.of("hunter2");
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret + " " + secret.hashCode())
                .doesNotContain("hunter2")
                .doesNotContain("" + "hunter2".hashCode());
        assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
    }
}
