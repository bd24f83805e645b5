// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The predicates and conditions of {@link ArchitectureTest} that ArchUnit does not bring. */
final class HouseRules {

    private static final Set<String> CLOCK_CALLS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.InstantSource.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    private static final Set<String> RANDOM =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom", "java.util.Date");

    private HouseRules() {}

    static DescribedPredicate<JavaMethodCall> takesTheTimeItself() {
        return DescribedPredicate.describe("the system's clock is read", call -> {
            String owner = call.getTargetOwner().getName();
            return CLOCK_CALLS.contains(owner + "." + call.getName());
        });
    }

    static DescribedPredicate<JavaConstructorCall> makesRandomness() {
        return DescribedPredicate.describe(
                "a source of randomness or the current time is made",
                call -> RANDOM.contains(call.getTargetOwner().getName())
                        // A seed is somebody's choice, and so is a date.
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    static DescribedPredicate<JavaMethodCall> sleeps() {
        return DescribedPredicate.describe(
                "a thread sleeps",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep"));
    }

    static DescribedPredicate<JavaClass> areWrittenByHand() {
        return DescribedPredicate.describe(
                "are written by hand",
                type -> !type.isAnonymousClass() && !type.getSimpleName().equals("package-info"));
    }

    static ArchCondition<JavaClass> beFinalSealedOrAbstract() {
        return new ArchCondition<>("be final, a record, an enum, sealed, abstract or an interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean fine = type.isInterface()
                        || type.isEnum()
                        || type.getModifiers().contains(JavaModifier.FINAL)
                        || type.getModifiers().contains(JavaModifier.ABSTRACT)
                        || type.reflect().isSealed();
                events.add(new SimpleConditionEvent(type, fine, type.getName() + " can be extended by chance"));
            }
        };
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package with @NullMarked in its package-info.java") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }
}
