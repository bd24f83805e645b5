// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of one library: what the checker has to know of them, and what runs. */
public final class Functions {

    private final Map<String, List<CelOverloadDecl>> declared = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    Functions() {}

    /** A function that is called as {@code name(arguments)}. */
    <A> Functions global(
            String name,
            String id,
            CelType result,
            CelType argument,
            Class<A> type,
            CelFunctionOverload.Unary<A> body) {
        declare(name, CelOverloadDecl.newGlobalOverload(id, result, argument));
        bindings.add(CelFunctionBinding.from(id, type, body));
        return this;
    }

    /** A function that is called as {@code receiver.name()}. */
    <A> Functions member(
            String name,
            String id,
            CelType result,
            CelType receiver,
            Class<A> type,
            CelFunctionOverload.Unary<A> body) {
        declare(name, CelOverloadDecl.newMemberOverload(id, result, receiver));
        bindings.add(CelFunctionBinding.from(id, type, body));
        return this;
    }

    /** A function that is called as {@code receiver.name(argument)}. */
    <A, B> Functions member(
            String name,
            String id,
            CelType result,
            List<CelType> types,
            Class<A> receiver,
            Class<B> argument,
            CelFunctionOverload.Binary<A, B> body) {
        declare(name, CelOverloadDecl.newMemberOverload(id, result, types));
        bindings.add(CelFunctionBinding.from(id, receiver, argument, body));
        return this;
    }

    /** Any other overload. */
    Functions overload(String name, CelOverloadDecl overload, List<Class<?>> types, CelFunctionOverload body) {
        declare(name, overload);
        bindings.add(CelFunctionBinding.from(overload.overloadId(), ImmutableList.copyOf(types), body));
        return this;
    }

    private void declare(String name, CelOverloadDecl overload) {
        declared.computeIfAbsent(name, unused -> new ArrayList<>()).add(overload);
    }

    /** For the compiler. */
    public List<CelFunctionDecl> declarations() {
        return declared.entrySet().stream()
                .map(function -> CelFunctionDecl.newFunctionDeclaration(function.getKey(), function.getValue()))
                .toList();
    }

    /** For the runtime. */
    public List<CelFunctionBinding> bindings() {
        return List.copyOf(bindings);
    }
}
