-- SPDX-License-Identifier: Apache-2.0
-- One row a telling of an alert. ${table} is the table with its schema, ${name} the table alone.
CREATE TABLE IF NOT EXISTS ${table} (
  delivery_id text PRIMARY KEY,
  alert_id text NOT NULL,
  fingerprint text NOT NULL,
  rule_id text NOT NULL,
  title text NOT NULL,
  severity text NOT NULL,
  risk_score smallint NOT NULL,
  event_time timestamptz NOT NULL,
  cluster text NOT NULL,
  actor text NOT NULL,
  verb text NOT NULL,
  resource text NOT NULL,
  namespace text NOT NULL,
  object_name text NOT NULL,
  outcome text NOT NULL,
  document jsonb NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS "${name}_by_time" ON ${table} (event_time);
CREATE INDEX IF NOT EXISTS "${name}_by_finding" ON ${table} (fingerprint, event_time);
