// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where something stands in a file.
 *
 * @param line from 0; negative for the whole file
 * @param column from 0
 */
record Place(int line, int column) {

    static final Place FILE = new Place(-1, 0);

    static Place of(Node node) {
        return new Place(node.getStartMark().getLine(), node.getStartMark().getColumn());
    }

    /**
     * The place of a character of a scalar's value. YAML folds and indents, so the visible characters before it are
     * counted off in the source; escapes in double quotes count as what they stand for as far as that is one character.
     */
    static Place of(ScalarNode scalar, int offset, List<String> lines) {
        String before = scalar.getValue()
                .substring(0, Math.min(offset, scalar.getValue().length()));
        boolean atEnd = scalar.getValue().substring(before.length()).isBlank();
        int wanted = visible(before) - (atEnd ? 1 : 0);
        ScalarStyle style = scalar.getScalarStyle();
        boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
        boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
        int line = scalar.getStartMark().getLine() + (block ? 1 : 0);
        int column = block ? 0 : scalar.getStartMark().getColumn() + (quoted ? 1 : 0);
        while (line < lines.size()) {
            String source = lines.get(line);
            for (; column < source.length(); column++) {
                char c = source.charAt(column);
                char next = column + 1 < source.length() ? source.charAt(column + 1) : 0;
                boolean escape = (style == ScalarStyle.DOUBLE_QUOTED && c == '\\')
                        || (style == ScalarStyle.SINGLE_QUOTED && c == '\'' && next == '\'');
                if (escape) {
                    column++;
                }
                if (!Character.isWhitespace(c) && wanted-- == 0) {
                    return new Place(line, atEnd ? column + 1 : column);
                }
            }
            line++;
            column = 0;
        }
        return of(scalar);
    }

    private static int visible(String text) {
        return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
