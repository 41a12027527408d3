package io.entrepot.wrong.console;

/** A face; that others use it is their fault. */
public class Page {}
