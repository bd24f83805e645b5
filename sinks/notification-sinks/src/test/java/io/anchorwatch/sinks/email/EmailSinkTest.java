// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.email.EmailConfig.Login;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.stub.ScriptedSmtp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink makes of a mail server's answers. */
class EmailSinkTest {

    @TempDir
    private Path dir;

    @Nested
    class Secure extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return EmailUnderTest.secure(dir);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void the_mail_goes_to_all_recipients_under_tls_and_after_a_login(EmailSecurity security) throws IOException {
        try (EmailUnderTest email = EmailUnderTest.secure(dir, security)) {
            assertThat(tell(email)).isEqualTo(DeliveryResult.delivered());
            ScriptedSmtp.Mail mail = email.server().mails().get(0);
            assertThat(mail.encrypted()).isTrue();
            assertThat(mail.authenticated()).isTrue();
            assertThat(mail.from()).isEqualTo("alerts@anchorwatch.example");
            assertThat(mail.to()).containsExactly("first@example.org", "second@example.org", "third@example.org");
            assertThat(email.server().violations()).isEmpty();
        }
    }

    @Test
    void a_server_without_starttls_gets_neither_password_nor_mail() throws IOException {
        try (ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(null, null));
                EmailSink sink = new EmailSink(
                        EmailUnderTest.config(server.port(), EmailSecurity.STARTTLS, Optional.empty(), null),
                        InstantSource.system())) {
            assertRetry(sink.notify(List.of(Incidents.named("single"))).get(0), "offers no STARTTLS");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void a_server_that_is_not_trusted_gets_nothing() throws IOException {
        try (EmailUnderTest email = EmailUnderTest.secure(dir);
                EmailSink sink = new EmailSink(
                        EmailUnderTest.config(email.server().port(), EmailSecurity.STARTTLS, Optional.empty(), null),
                        InstantSource.system())) {
            assertRetry(sink.notify(List.of(Incidents.named("single"))).get(0), "cannot be trusted");
            assertThat(email.server().mails()).isEmpty();
        }
    }

    @Test
    void a_private_address_is_not_connected_to_unless_it_is_named() {
        EmailConfig named = EmailUnderTest.config(25, EmailSecurity.NONE, Optional.empty(), null);
        EmailConfig unnamed = new EmailConfig(
                named.name(),
                named.host(),
                named.port(),
                named.security(),
                true,
                named.login(),
                named.from(),
                named.to(),
                List.of(),
                List.of(),
                HttpTls.PLATFORM,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        try (EmailSink sink = new EmailSink(unnamed, InstantSource.system())) {
            assertRetry(sink.notify(List.of(Incidents.named("single"))).get(0), "refuses to connect to 127.0.0.1");
            assertThat(sink.probe()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 421 4.3.2 closing, answered 421",
        "MAIL, 550 5.7.1 not you, let it send as from",
        "MAIL, 530 5.7.0 log in, set user and password",
        "RCPT, 451 4.7.1 greylisted, refused all recipients with 451",
        "RCPT, 550 5.1.1 nobody, correct to",
        "DATA, 452 4.3.1 no room, answered 452",
        "., 451 4.3.0 later, answered 451",
        "EHLO, 421 4.3.2 busy, broke off",
        "connect, 554 5.3.2 no service, answers as no mail server does"
    })
    void what_is_not_about_the_mail_makes_it_wait(String step, String answer, String reason) {
        try (EmailUnderTest email = EmailUnderTest.plain()) {
            email.server().at(step, answer);
            assertRetry(tell(email), reason);
            email.server().behave();
            assertThat(tell(email)).isEqualTo(DeliveryResult.delivered());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"552 5.3.4 too big", "554 5.6.0 no", "550 5.7.1 looks like spam"})
    void what_is_about_the_mail_rejects_it(String answer) {
        try (EmailUnderTest email = EmailUnderTest.plain()) {
            email.server().at(".", answer);
            assertThat(tell(email))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason())
                                    .contains(answer.substring(0, 3))
                                    .doesNotContain(answer.substring(9)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "EHLO", "MAIL", "RCPT", "DATA", "mid-data", "."})
    void a_server_that_breaks_off_at_any_step_makes_the_mail_wait(String step) {
        try (EmailUnderTest email = EmailUnderTest.plain()) {
            email.server().at(step, ScriptedSmtp.CLOSE);
            assertThat(tell(email)).isInstanceOf(Retry.class);
            email.server().behave();
            assertThat(tell(email)).isEqualTo(DeliveryResult.delivered());
        }
    }

    @Test
    void a_server_that_dawdles_at_each_step_is_given_up_in_time() {
        try (EmailUnderTest email = EmailUnderTest.plain()) {
            // Eight answers, each in time by itself; two seconds for all.
            email.server().delay(Duration.ofMillis(500));
            assertThat(tell(email)).isInstanceOf(Retry.class);
            assertThat(email.server().mails()).isEmpty();
        }
    }

    @Test
    void recipients_that_are_put_off_get_it_later_and_the_others_not_twice() {
        try (EmailUnderTest email = EmailUnderTest.plain()) {
            email.server().refuse("to:second@", "450 4.2.1 mailbox busy");
            assertRetry(tell(email), "put some recipients off with 450");
            assertThat(email.server().mails().get(0).to()).containsExactly("first@example.org", "third@example.org");
            email.server().behave();
            assertThat(tell(email)).isEqualTo(DeliveryResult.delivered());
            assertThat(email.server().mails()).hasSize(2);
            assertThat(email.server().mails().get(1).to()).containsExactly("second@example.org");
        }
    }

    @Test
    void a_recipient_that_is_refused_for_good_holds_the_others_up_no_more() {
        try (EmailUnderTest email = EmailUnderTest.plain()) {
            email.server().refuse("to:second@", "550 5.1.1 nobody");
            assertThat(tell(email)).isEqualTo(DeliveryResult.delivered());
            assertThat(email.server().mails()).hasSize(1);
        }
    }

    @Test
    void an_access_token_is_taken_in_place_of_a_password() throws IOException {
        try (EmailUnderTest email = EmailUnderTest.secure(dir)) {
            Login token = new Login("user", Secret.of("right"), true);
            try (EmailSink sink = new EmailSink(
                    EmailUnderTest.config(
                            email.server().port(), EmailSecurity.STARTTLS, Optional.of(token), dir.resolve("ca.pem")),
                    InstantSource.system())) {
                assertThat(sink.notify(List.of(Incidents.named("single")))).containsExactly(DeliveryResult.delivered());
                assertThat(email.server().mails().get(0).authenticated()).isTrue();
                email.server().login("user:another");
                assertRetry(sink.notify(List.of(Incidents.named("single"))).get(0), "renew them");
            }
        }
    }

    @Test
    void a_wrong_password_is_told_with_what_to_do() throws IOException {
        try (EmailUnderTest email = EmailUnderTest.secure(dir)) {
            email.expireCredentials();
            assertRetry(tell(email), "renew them");
            assertThat(email.sink().probe())
                    .hasValueSatisfying(
                            line -> assertThat(line).contains("renew them").doesNotContain("right"));
        }
    }

    private static DeliveryResult tell(EmailUnderTest email) {
        return email.sink().notify(List.of(Incidents.named("single"))).get(0);
    }

    private static void assertRetry(DeliveryResult result, String reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Retry.class,
                        retry -> assertThat(retry.reason()).contains(reason).doesNotContain("\n"));
    }
}
