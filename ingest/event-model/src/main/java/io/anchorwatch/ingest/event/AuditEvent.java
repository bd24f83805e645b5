// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.time.Instant;

/**
 * One {@code audit.k8s.io/v1} Event.
 *
 * @param id identity by content
 * @param cluster the cluster it happened in
 * @param auditId the request's audit id; chosen by the client when it sends {@code Audit-ID}: hostile text
 * @param stage RequestReceived, ResponseStarted, ResponseComplete or Panic
 * @param time {@code stageTimestamp}, microseconds, the API server's clock
 * @param json the redacted JSON
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">apiserver-audit.v1</a>
 */
public record AuditEvent(EventId id, String cluster, String auditId, AuditStage stage, Instant time, byte[] json)
        implements ClusterEvent {}
