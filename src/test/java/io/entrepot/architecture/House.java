package io.entrepot.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rules for the packages below one root. The root is a parameter so that each rule can be tried on a wrong house.
 *
 * @param root the package that the layers stand in: {@code io.entrepot}
 */
public record House(String root) {

    static final String[] FACES = {"console", "api", "cli", "ops"};

    /** Every rule, each with its reason and what to do instead. */
    public List<ArchRule> rules() {
        return Stream.of(new Layers(this).rules(), new Libraries(this).rules(), new Habits(this).rules())
                .flatMap(List::stream)
                .toList();
    }

    /** Package patterns of layers and all that is below them. */
    String[] layers(String... names) {
        return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    /** Classes of this house, the entry point in the root package aside, that are in none of the named layers. */
    DescribedPredicate<JavaClass> otherLayersThan(String... names) {
        DescribedPredicate<JavaClass> named = resideInAnyPackage(layers(names));
        return describe(
                "other layers than " + String.join(", ", names),
                type -> type.getPackageName().startsWith(root + ".") && !named.test(type));
    }

    /** Classes of this house outside of the layers. */
    DescribedPredicate<JavaClass> outside(String... names) {
        return otherLayersThan(names).or(resideInAnyPackage(root)).as("classes outside of " + String.join(", ", names));
    }

    /** Classes that are not of this house. */
    DescribedPredicate<JavaClass> foreign() {
        return resideOutsideOfPackage(root + "..");
    }
}
