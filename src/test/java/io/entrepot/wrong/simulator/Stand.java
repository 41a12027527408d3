package io.entrepot.wrong.simulator;

import io.entrepot.wrong.connector.apple.Apple;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A stand-in made of the connector it should test, and of Spring. */
public class Stand {
    @Nullable
    Apple apple;

    @Nullable
    ApplicationContext context;
}
