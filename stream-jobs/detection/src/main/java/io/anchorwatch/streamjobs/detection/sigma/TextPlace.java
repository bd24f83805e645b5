// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where a character of a YAML text stands in its file. Exact for text on one line without escapes and for literal
 * blocks; elsewhere the place where the text starts.
 *
 * @param line from 0
 * @param column from 0
 */
record TextPlace(int line, int column) {

    /** The place of the character {@code offset} of {@code node}, whose file has those lines. */
    static TextPlace of(ScalarNode node, int offset, List<String> lines) {
        Mark start = node.getStartMark();
        TextPlace first = new TextPlace(start.getLine(), start.getColumn());
        if (node.getScalarStyle() == ScalarStyle.LITERAL) {
            return inBlock(node.getValue(), offset, start.getLine() + 1, lines, first);
        }
        if (start.getLine() != node.getEndMark().getLine()) {
            return first;
        }
        String before =
                node.getValue().substring(0, Math.min(offset, node.getValue().length()));
        return switch (node.getScalarStyle()) {
            case PLAIN -> new TextPlace(first.line, first.column + offset);
            case SINGLE_QUOTED ->
                new TextPlace(
                        first.line,
                        first.column
                                + 1
                                + offset
                                + (int) before.chars().filter(c -> c == '\'').count());
            case DOUBLE_QUOTED -> escaped(node) ? first : new TextPlace(first.line, first.column + 1 + offset);
            default -> first;
        };
    }

    private static boolean escaped(ScalarNode node) {
        int length = node.getEndMark().getIndex() - node.getStartMark().getIndex();
        return length != node.getValue().codePointCount(0, node.getValue().length()) + 2;
    }

    private static TextPlace inBlock(String text, int offset, int line, List<String> lines, TextPlace fallback) {
        int at = Math.min(offset, text.length());
        int row = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - (text.lastIndexOf('\n', at - 1) + 1);
        if (line + row >= lines.size()) {
            return fallback;
        }
        String content = text.stripLeading();
        int indent = lines.subList(line, lines.size()).stream()
                .filter(candidate -> !candidate.isBlank())
                .findFirst()
                .map(candidate -> candidate.length() - candidate.stripLeading().length() - leading(text, content))
                .orElse(0);
        return new TextPlace(line + row, Math.max(indent, 0) + column);
    }

    /** Blanks that the first line of the text has beyond the block's indentation. */
    private static int leading(String text, String content) {
        int start = text.length() - content.length();
        return start - (text.lastIndexOf('\n', Math.max(start - 1, 0)) + 1);
    }
}
