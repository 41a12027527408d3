package io.entrepot.wrong.connector.pear;

import io.entrepot.wrong.connector.apple.Apple;
import io.entrepot.wrong.store.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A connector that borrows from another, keeps rows and needs Spring. */
public class Pear {
    @Nullable
    Apple apple;

    @Nullable
    Rows rows;

    @Nullable
    ApplicationContext context;
}
