// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A value that is text: its modifiers run left to right, each on what the one before it made. */
final class TextValue {

    private final Selection.Item item;
    private final Value value;

    private TextValue(Selection.Item item, Value value) {
        this.item = item;
        this.value = value;
    }

    static List<ValueTest> tests(Selection.Item item, Value value) throws RuleSyntaxException {
        List<ValueTest> tests = new ArrayList<>();
        for (SigmaText text : texts(item, value)) {
            tests.add(text.test(item.has(Modifier.CASED)));
        }
        return tests;
    }

    /** The patterns any of which must meet the whole text. */
    static List<SigmaText> texts(Selection.Item item, Value value) throws RuleSyntaxException {
        return new TextValue(item, value).texts();
    }

    private List<SigmaText> texts() throws RuleSyntaxException {
        String written = value.canonical();
        if (written.chars().anyMatch(c -> c >= TextGlob.MULTI && c <= TextGlob.DASH)) {
            throw value.place().problem("the private-use characters U+E000 to U+E002 are not supported");
        }
        List<SigmaText> texts = List.of(SigmaText.parse(written));
        boolean bytes = false;
        for (Modifier modifier : item.modifiers()) {
            List<SigmaText> next = new ArrayList<>();
            for (SigmaText text : texts) {
                next.addAll(apply(modifier, text, bytes));
            }
            texts = next;
            bytes = modifier == Modifier.UTF16 || modifier == Modifier.UTF16LE || modifier == Modifier.UTF16BE;
        }
        // A keyword is a part of a value unless a modifier says where it stands.
        boolean part = item.field().isEmpty() && !item.has(Modifier.STARTSWITH) && !item.has(Modifier.ENDSWITH);
        return part ? texts.stream().map(text -> text.openStart().openEnd()).toList() : texts;
    }

    private List<SigmaText> apply(Modifier modifier, SigmaText text, boolean bytes) throws RuleSyntaxException {
        return switch (modifier) {
            case CONTAINS -> List.of(text.openStart().openEnd());
            case STARTSWITH -> List.of(text.openEnd());
            case ENDSWITH -> List.of(text.openStart());
            case WINDASH -> List.of(text.anyDash());
            case UTF16, UTF16LE, UTF16BE ->
                spelled(modifier, text).stream()
                        .map(plain -> new SigmaText(Encoding.utf16(plain, modifier)))
                        .toList();
            case BASE64 ->
                spelled(modifier, text).stream()
                        .map(plain -> new SigmaText(Encoding.base64(raw(plain, bytes))))
                        .toList();
            case BASE64OFFSET ->
                spelled(modifier, text).stream()
                        .flatMap(plain -> Encoding.base64AtAnyOffset(raw(plain, bytes)).stream())
                        .map(SigmaText::new)
                        .toList();
            default -> List.of(text);
        };
    }

    private static byte[] raw(String text, boolean bytes) {
        return text.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Plain texts to encode. */
    private List<String> spelled(Modifier modifier, SigmaText text) throws RuleSyntaxException {
        if (text.pattern().indexOf(TextGlob.MULTI) >= 0 || text.pattern().indexOf(TextGlob.SINGLE) >= 0) {
            throw value.place().problem("'" + modifier.written() + "' can't encode a wildcard; escape it: \\* or \\?");
        }
        if (text.pattern().isEmpty()) {
            throw value.place().problem("'" + modifier.written() + "' has nothing to encode");
        }
        List<String> spelled = Encoding.spelled(text.pattern());
        if (spelled.isEmpty()) {
            throw value.place().problem("'windash' before an encoding takes at most three dashes a value");
        }
        return spelled;
    }
}
