package io.entrepot.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Habits that hold in every package. */
record Habits(House house) {

    private static final Set<String> FLOATING = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
    private static final Set<String> WAITING = Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");
    private static final String EMPTY_NAMES = ".*(Utils?|Manager|Helper|DTO|Dto|Impl)";

    List<ArchRule> rules() {
        return List.of(clock(), exactNumbers(), names(), stackTraces(), nullMarked());
    }

    private ArchRule clock() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Clock")
                .should()
                .accessTargetWhere(calls("the machine's time, or waiting", Habits::tellsTimeOrWaits))
                .as("only a class named ...Clock asks the machine's time or waits")
                .because(
                        "tests and the simulation set the time; take a java.time.Clock, and wait on a condition, instead");
    }

    private ArchRule exactNumbers() {
        return classes()
                .that()
                .resideInAnyPackage(house.layers("model"))
                .should(haveNoFloatingPoint())
                .because("0.1 + 0.2 is not 0.3; use Money, or a long of a named unit, instead");
    }

    private ArchRule names() {
        return noClasses()
                .should()
                .haveNameMatching(EMPTY_NAMES)
                .because("such a name says nothing of what is inside; name the class after what it does instead");
    }

    private ArchRule stackTraces() {
        return noClasses()
                .should()
                .accessTargetWhere(
                        calls("printStackTrace", target -> target.getName().equals("printStackTrace")))
                .as("nothing calls printStackTrace")
                .because("nobody reads standard error; log it with its cause, or throw it on, instead");
    }

    private ArchRule nullMarked() {
        return classes()
                .should(beNullMarked())
                .because(
                        "an unmarked package hides nulls; add a package-info with @NullMarked and one sentence instead");
    }

    private static boolean tellsTimeOrWaits(CodeUnitAccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        boolean asksNoClock =
                target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        return WAITING.contains(name)
                || name.equals("java.lang.System.currentTimeMillis")
                || (name.startsWith("java.time.") && name.endsWith(".now") && asksNoClock)
                || (name.equals("java.util.Date.<init>")
                        && target.getRawParameterTypes().isEmpty());
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Predicate<CodeUnitAccessTarget> wanted) {
        return describe(
                "calls " + what,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target && wanted.test(target));
    }

    private static ArchCondition<JavaClass> haveNoFloatingPoint() {
        return condition("have no float or double", (type, events) -> {
            for (JavaField field : type.getFields()) {
                report(events, field.getDescription(), Stream.of(field.getRawType()));
            }
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                report(
                        events,
                        unit.getDescription(),
                        Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType())));
            }
        });
    }

    private static void report(ConditionEvents events, String member, Stream<JavaClass> types) {
        if (types.anyMatch(type -> FLOATING.contains(type.getBaseComponentType().getName()))) {
            events.add(SimpleConditionEvent.violated(member, member + " is floating point"));
        }
    }

    private static ArchCondition<JavaClass> beNullMarked() {
        return condition("be in a package marked @NullMarked", (type, events) -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in an unmarked package"));
            }
        });
    }

    private static ArchCondition<JavaClass> condition(
            String description, java.util.function.BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }
}
