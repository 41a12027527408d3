/** How storefronts are called: one HTTP client for all, with quota, time limit, metrics and a log without secrets. */
@NullMarked
package io.entrepot.channel.http;

import org.jspecify.annotations.NullMarked;
