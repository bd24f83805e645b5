// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

/**
 * A check that a pod does not meet.
 *
 * @param check id of the check, as upstream has it
 * @param detail what breaks it, in a few words; names of an attacker's choice are cut and counted
 */
public record Violation(String check, String detail) {}
