// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;

/** What can be read of an event. Its text is canonical: a rule's logic hash is made of it. */
sealed interface Value {

    /** What it reads. */
    Shape shape();

    /** A text, a list of texts that is not empty, a Long, or {@code Missing.ABSENT}. Never throws. */
    Object read(AuditView event);

    /** A field. */
    record Field(FalcoFields.Use use) implements Value {

        @Override
        public Shape shape() {
            return use.field().shape();
        }

        @Override
        public Object read(AuditView event) {
            FalcoField field = use.field();
            return field.reader().read(event, use.argument());
        }

        @Override
        public String toString() {
            return use.text();
        }
    }

    /** A text. */
    record Constant(String text) implements Value {

        @Override
        public Shape shape() {
            return Shape.TEXT;
        }

        @Override
        public Object read(AuditView event) {
            return text;
        }

        @Override
        public String toString() {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    /** Several texts as one list; missing when one of them is. */
    record Several(List<Value> values) implements Value {

        @Override
        public Shape shape() {
            return Shape.LIST;
        }

        @Override
        public Object read(AuditView event) {
            List<Object> read = new ArrayList<>(values.size());
            for (Value value : values) {
                Object one = value.read(event);
                if (one == Missing.ABSENT) {
                    return one;
                }
                read.add(one);
            }
            return read.isEmpty() ? Missing.ABSENT : read;
        }
    }

    /** A function of others; missing when one of them is. */
    record Transformed(String name, Transformer transformer, List<Value> operands, String argument, Shape shape)
            implements Value {

        @Override
        public Object read(AuditView event) {
            List<Object> read = new ArrayList<>(operands.size());
            for (Value operand : operands) {
                Object one = operand.read(event);
                if (one == Missing.ABSENT) {
                    return one;
                }
                read.add(one);
            }
            return transformer.apply(read, argument);
        }

        @Override
        public String toString() {
            return name + operands + argument;
        }
    }
}
