// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigErrorsTest {

    @TempDir
    private Path dir;

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            kafka: {bootstrop: a:1}                 | 3:9: unknown key 'kafka.bootstrop'; did you mean 'bootstrap'?
            sinkz: {}                               | 3:1: unknown key 'sinkz'; did you mean 'sinks'?
            quite_something_else: 1                 | 3:1: unknown key 'quite_something_else'; known here: data, detect, kafka, labels, mutes, operations, roles, routes, sinks, spool, tail, topics, watch, webhook
            kafka: 7                                | 3:8: kafka must be a mapping of keys to values
            data: e                                 | 3:1: data stands twice; keep one
            detect: {rules: one.yaml}               | 3:17: detect.rules must be a list: [a, b]
            detect: {rules: [{a: b}]}               | 3:18: each item of detect.rules must be a single value
            detect: {threads: two}                  | 3:19: detect.threads must be a whole number from 1 to 256, not 'two'
            detect: {standbys: 1}                   | 3:10: detect.standbys is for several processes, which share the brokers of kafka.bootstrap: add it, or leave this out
            "detect: {instance: 'a b'}"             | 3:10: detect.instance must be up to 100 letters, digits, '-', '_' or '.': take the pod's or host's name
            detect: {threads: 0}                    | 3:19: detect.threads must be a whole number from 1 to 256, not '0'
            operations: {port: 70000}               | 3:20: operations.port must be a whole number from 0 to 65535, not '70000'
            operations: {host: [a]}                 | 3:20: operations.host must be a single value, not a list or mapping
            kafka: {retention: 5 minutes}           | 3:20: kafka.retention must be a duration such as 500ms, 10s, 5m, 12h or 7d, not '5 minutes'
            spool: {maxBytes: 64MB}                 | 3:19: spool.maxBytes must be a size such as 512KiB, 64MiB or 2GiB, at most 1024TiB, not '64MB'
            kafka: {bootstrap: broker}              | 3:9: kafka.bootstrap must be host:port, several with commas
            "kafka: {bootstrap: a:1, port: 2}"      | 3:25: kafka.port is the embedded broker's, which kafka.bootstrap replaces: leave it out
            kafka: {properties: {acks: 1}}          | 3:22: acks is set by the program, delivery depends on it: leave it out
            kafka: {properties: {bootstrap.servers: a}} | 3:22: write the brokers as bootstrap, beside properties
            topics: {a: {topic: t}}                 | 3:13: topics.a.bootstrap is missing; for example: bootstrap: kafka-1.example.org:9093
            topics: {a: {topic: t, bootstrap: b}}   | 3:24: topics.a.bootstrap must be host:port, several with commas
            topics: {a b: {topic: t, bootstrap: b:1}} | 3:16: topics: a name is 1 to 63 letters, digits, _ and -
            "kafka: {properties: {ssl.key.password: hunter2}}" | 3:40: kafka.properties.ssl.key.password is a secret and must not stand in the configuration: keep it in a file and write ${file:/path}, or in a variable and write ${env:NAME}
            "kafka: {properties: {ssl.key.password: '${env:NOBODY}'}}" | 3:40: environment variable NOBODY is not set: set it for this process
            "kafka: {properties: {ssl.key.password: '${env:EMPTY}'}}" | 3:40: environment variable EMPTY is not set: set it for this process
            "kafka: {properties: {ssl.key.password: '${file:gone}'}}" | 3:40: FOLDER/gone does not exist or can't be read by this user: create it or correct the path
            "kafka: {properties: {ssl.key.password: '${file:empty}'}}" | 3:40: FOLDER/empty is empty: write the secret into it
            "kafka: {properties: {client.id: '${env:TOKEN}'}}" | 3:33: kafka.properties.client.id is no secret: write its value as it is
            tail: [{cluster: c, source: s}]         | 3:8: tail[0].file is missing; for example: file: /var/log/kubernetes/audit/audit.log
            watch: {}                               | 3:8: watch.clusters is missing; for example: clusters: {prod: {kubeconfig: prod.kubeconfig}}
            "watch: {clusters: {c: {}}}"            | 3:23: watch.clusters.c.kubeconfig is needed, or inCluster: true; one of them
            "watch: {clusters: {c: {inCluster: true, kubeconfig: empty}}}" | 3:24: watch.clusters.c.kubeconfig is needed, or inCluster: true; one of them
            "watch: {clusters: {c: {inCluster: true, context: x}}}" | 3:41: watch.clusters.c.context is one of a kubeconfig's: leave it out
            "watch: {clusters: {c: {kubeconfig: gone}}}" | 3:24: FOLDER/gone does not exist or can't be read by this user: create it or correct the path
            "watch: {clusters: {a/b: {inCluster: true}}}" | 3:20: a cluster's name is not empty and has no slash, not 'a/b'
            "watch: {clusters: {c: {inCluster: true, cntext: x}}}" | 3:41: unknown key 'watch.clusters.c.cntext'; did you mean 'context'?
            "watch: {clusters: {c: {inCluster: true}}, resources: [secrets]}" | 3:55: watch.resources: secrets can't be watched: the right to list them, even their metadata alone, gives away their data; audit events tell who touches them
            "watch: {clusters: {c: {inCluster: true}}, resources: [apps/Deployment]}" | 3:55: watch.resources: 'apps/Deployment' is no resource; write its plural and group, such as gateways.example.com
            "watch: {clusters: {c: {inCluster: true}}, exclude: [endpoint]}" | 3:53: watch.exclude: 'endpoint' is not watched anyway; did you mean 'endpoints'?
            "watch: {clusters: {c: {inCluster: true}}, relist: 5s}" | 3:43: watch.relist must be 1m or longer: each time everything is listed
            "sinks: {a: {type: teams, url: 'https://x.example/?sig=1'}}" | 3:31: sinks.a.url is a secret and must not stand in the configuration: keep it in a file and write ${file:/path}, or in a variable and write ${env:NAME}
            sinks: {a: {}}                          | 3:12: sinks.a.type is missing; for example: type: file
            sinks: {a: {type: consul}}              | 3:19: sinks.a.type: there is no 'consul'; did you mean 'console'?
            "sinks: {a: {type: console, minimumSeverity: urgent}}" | 3:45: sinks.a.minimumSeverity: there is no 'urgent'; known here: critical, high, informational, low, medium
            "sinks: {A: {type: console}}"           | 3:12: sinks.A.name a sink's name is 1 to 63 of a-z, 0-9 and '-', with a letter or digit at both ends
            sinks: {a: {type: file}}                | 3:12: sinks.a.path is missing; for example: path: alerts.ndjson
            "sinks: {a: {type: file, path: p, maxAge: 1s}}" | 3:34: sinks.a.maxAge must be from PT1M to PT87672H, not PT1S
            "sinks: {a: {type: webhook, url: 'http://soc.example.org'}}" | 3:28: sinks.a.url must begin with https:// (http:// only with allowPlainHttp)
            "sinks: {a: {type: webhook, url: 'https://x y'}}" | 3:33: sinks.a.url is no URL such as https://soc.example.org/anchorwatch
            "sinks: {a: {type: webhook, url: 'https://soc.example.org', allowPlainHttp: perhaps}}" | 3:76: sinks.a.allowPlainHttp must be true or false, not 'perhaps'
            "sinks: {a: {type: webhook, url: 'https://soc.example.org', headers: {Authorization: Bearer x}}}" | 3:85: sinks.a.headers.Authorization is a secret and must not stand in the configuration: keep it in a file and write ${file:/path}, or in a variable and write ${env:NAME}
            routes: [{sinks: []}]                   | 3:10: routes[0].name is missing; for example: name: pager
            routes: [{name: r}]                     | 3:10: routes[0].sinks is missing; for example: sinks: [console]
            "routes: [{name: r, sinks: [pagr]}]"    | 3:28: routes[0].sinks: there is no sink 'pagr'
            "mutes: [{name: m, until: soon, reason: r}]" | 3:19: mutes[0].until must be a time such as 2026-03-01T06:00:00Z
            "mutes: [{name: m, reason: r}]"         | 3:9: mutes[0].until is missing; for example: until: 2026-03-01T06:00:00Z
            "mutes: [{name: m, until: 2026-03-01T06:00:00Z}]" | 3:9: mutes[0].reason is missing; for example: reason: nodes are upgraded, ticket 4711
            "labels: [{match: {namespace: [a]}, set: {team: a}}]" | 3:19: unknown key 'labels[0].match.namespace'; did you mean 'namespaces'?
            "webhook: {allowPlainHttp: true, host: 0.0.0.0, clusters: {c: {tokens: ['${env:TOKEN}']}}}" | 3:33: webhook.host 0.0.0.0: plain HTTP is for loopback addresses only; use 127.0.0.1 or give tls
            "webhook: {allowPlainHttp: true, clusters: {c: {tokens: [inline]}}}" | 3:57: an item of webhook.clusters.c.tokens is a secret and must not stand in the configuration: keep it in a file and write ${file:/path}, or in a variable and write ${env:NAME}
            "webhook: {allowPlainHttp: true, clusters: {c: {}}}" | 3:33: webhook.cluster 'c': give certificateNames or tokens, else nobody can speak for it
            """)
    void oneProblemIsToldWithItsPlaceAndWhatToDo(String line, String problem) throws Exception {
        Files.writeString(dir.resolve("empty"), "\n");
        assertThat(new ConfigFiles(dir).problems(ConfigFiles.DETECT_ONLY + line + "\n"))
                .containsExactly(problem);
    }

    @Test
    void everyProblemIsToldAtOnceInTheOrderOfTheFile() throws Exception {
        assertThat(new ConfigFiles(dir).problems("""
                        roles: [ingest, detekt]
                        kafka:
                          retention: soon
                          properties: {sasl.jaas.config: secret}
                        webhook:
                          tls: {}
                        sinks:
                          a: {type: file, pth: x}
                        """))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("1:1: data is missing"),
                        problem -> assertThat(problem)
                                .startsWith("1:17: roles: there is no 'detekt'; did you mean 'detect'?"),
                        problem -> assertThat(problem).startsWith("3:14: kafka.retention must be a duration"),
                        problem ->
                                assertThat(problem).startsWith("4:34: kafka.properties.sasl.jaas.config is a secret"),
                        problem -> assertThat(problem).startsWith("6:3: webhook.clusters: name at least one"),
                        problem -> assertThat(problem).startsWith("6:8: webhook.tls.certificate is missing"),
                        problem -> assertThat(problem).startsWith("6:8: webhook.tls.key is missing"),
                        problem -> assertThat(problem).startsWith("8:6: sinks.a.path is missing"),
                        problem -> assertThat(problem)
                                .startsWith("8:19: unknown key 'sinks.a.pth'; did you mean 'path'?"));
    }

    @Test
    void aRoleWithNothingToDoIsAnError() throws Exception {
        assertThat(new ConfigFiles(dir).problems("data: d\nroles: [ingest, watch, dispatch]\n"))
                .containsExactly(
                        "2:1: the role ingest needs webhook, tail or topics: add one, or leave the role out",
                        "2:1: the role watch needs watch: add it, or leave the role out",
                        "2:1: the role dispatch needs sinks: add one, or leave the role out");
    }

    @Test
    void whatIsNotYamlIsToldWithItsPlace() throws Exception {
        assertThat(new ConfigFiles(dir).problems("kafka: {\n"))
                .singleElement()
                .asString()
                .startsWith("2:1: this is not YAML:");
    }

    @Test
    void anEmptyFileIsAnError() throws Exception {
        assertThat(new ConfigFiles(dir).problems("# nothing\n"))
                .containsExactly("1:1: the file is empty: start from deploy/examples/anchorwatch.yaml");
    }
}
