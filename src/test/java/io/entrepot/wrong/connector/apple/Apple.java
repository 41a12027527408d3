package io.entrepot.wrong.connector.apple;

/** A connector that nothing is wrong with, but its missing package-info. */
public class Apple {}
