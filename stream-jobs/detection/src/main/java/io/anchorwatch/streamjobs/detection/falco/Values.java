// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.falco.Ast.Operand;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the fields and transformers that operands name, and checks their types. */
final class Values {

    private final boolean asFalco;
    private final Set<FalcoFields.Use> used;

    /** @param used takes the fields that are met */
    Values(boolean asFalco, Set<FalcoFields.Use> used) {
        this.asFalco = asFalco;
        this.used = used;
    }

    Value of(Operand operand) throws FalcoException {
        if (operand instanceof Operand.Field field) {
            return new Value.Field(use(field));
        }
        if (operand instanceof Operand.Constant constant) {
            return new Value.Constant(constant.text());
        }
        if (operand instanceof Operand.Several several) {
            return new Value.Several(all(several.operands()));
        }
        return transform((Operand.Transform) operand);
    }

    private List<Value> all(List<Operand> operands) throws FalcoException {
        List<Value> values = new ArrayList<>();
        for (Operand operand : operands) {
            values.add(of(operand));
        }
        return values;
    }

    private FalcoFields.Use use(Operand.Field written) throws FalcoException {
        FalcoField field = FalcoFields.of(written.name())
                .orElseThrow(() -> FalcoException.unknownField(
                        written.place(), "source k8s_audit has no field '" + written.name() + "'"));
        if (!FalcoFields.takes(field, written.argument())) {
            throw new FalcoException(
                    written.place(),
                    "'" + written.name() + "' "
                            + switch (field.argument()) {
                                case NONE -> "takes no argument";
                                case KEY -> "needs an argument in brackets";
                                case INDEX -> "takes an index from 0 in brackets, not '" + written.argument() + "'";
                            });
        }
        FalcoField read = asFalco ? FalcoFields.asFalco(field) : field;
        FalcoFields.Use use = new FalcoFields.Use(read, written.argument() == null ? "" : written.argument());
        used.add(use);
        return use;
    }

    private Value transform(Operand.Transform written) throws FalcoException {
        List<Value> operands = all(written.operands());
        String name = written.name();
        List<Shape> types = operands.stream().map(Value::shape).toList();
        Shape shape = switch (name) {
            case "join" -> expect(written, types, List.of(Shape.TEXT, Shape.LIST), "a separator and a list");
            case "getopt" -> expect(written, types, List.of(Shape.LIST, Shape.TEXT), "a list and the options");
            case "concat" -> {
                if (types.size() < 2 || types.stream().anyMatch(each -> each != Shape.TEXT)) {
                    throw new FalcoException(written.place(), "concat() takes two texts or more");
                }
                yield Shape.TEXT;
            }
            default -> {
                if (types.size() != 1 || types.get(0) == Shape.NUMBER) {
                    throw new FalcoException(written.place(), name + "() takes one text or list");
                }
                yield name.equals("len") ? Shape.NUMBER : types.get(0);
            }
        };
        return new Value.Transformed(name, Transformer.of(name), operands, option(written), typed(written, shape));
    }

    private static Shape expect(Operand.Transform written, List<Shape> types, List<Shape> wanted, String what)
            throws FalcoException {
        if (!types.equals(wanted)) {
            throw new FalcoException(written.place(), written.name() + "() takes " + what);
        }
        return Shape.TEXT;
    }

    private static Shape typed(Operand.Transform written, Shape shape) {
        return written.name().equals("getopt") && written.argument() == null ? Shape.LIST : shape;
    }

    private static String option(Operand.Transform written) throws FalcoException {
        String option = written.argument();
        if (option == null) {
            return "";
        }
        if (!written.name().equals("getopt") || option.length() != 1) {
            throw new FalcoException(
                    written.place(),
                    written.name().equals("getopt")
                            ? "getopt() takes a single option character in brackets"
                            : written.name() + "() takes no argument in brackets");
        }
        return option;
    }
}
