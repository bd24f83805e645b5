// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import java.util.Set;

/**
 * Slack's words for what went wrong.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage#errors">Errors of chat.postMessage</a>
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors">Errors of
 *     webhooks</a>
 */
final class SlackErrors {

    private static final Set<String> CONTENT = Set.of(
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_payload",
            "msg_too_long",
            "msg_blocks_too_long",
            "no_text",
            "too_many_attachments");

    private static final Set<String> MESSAGE_IS_GONE =
            Set.of("message_not_found", "thread_not_found", "cannot_reply_to_message", "message_deleted");

    /** The message stands but takes no edit; its thread may go on. */
    private static final Set<String> NOT_EDITABLE =
            Set.of("cant_update_message", "edit_window_closed", "message_not_editable", "is_inactive");

    private SlackErrors() {}

    /** The word, or nothing when it is of no such shape: then it is not repeated. */
    static String word(String said) {
        return said.matches("[a-z_]{1,60}") ? said : "";
    }

    static boolean blamesContent(String error) {
        return CONTENT.contains(error);
    }

    static boolean isKnownAsNoFaultOfContent(String error) {
        return !advice(error).isEmpty();
    }

    static boolean isGone(String error) {
        return MESSAGE_IS_GONE.contains(error);
    }

    static boolean isNotEditable(String error) {
        return NOT_EDITABLE.contains(error);
    }

    /** What an operator can do about it; empty where waiting is all. */
    static String advice(String error) {
        return switch (error) {
            case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                ": renew the token";
            case "missing_scope", "no_permission", "not_allowed_token_type", "ekm_access_denied" ->
                ": take a bot token with the scope chat:write";
            case "channel_not_found", "not_in_channel", "restricted_action", "restricted_action_read_only_channel" ->
                ": correct the channel's id, and invite the app to the channel";
            case "is_archived", "channel_is_archived" -> ": the channel is archived, name another";
            case "invalid_token", "no_service", "no_active_hooks", "no_team", "team_disabled", "action_prohibited" ->
                ": make a new webhook and set its URL";
            case "user_not_found", "team_not_found", "team_access_not_granted", "posting_to_general_channel_denied" ->
                ": Slack does not let this webhook or app post there, name another channel";
            default -> "";
        };
    }
}
