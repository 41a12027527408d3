/** A stand-in of a WeChat official account (微信公众号) that sends template messages and subscription notices, and tells who follows it. */
@NullMarked
package io.entrepot.simulator.officialaccount;

import org.jspecify.annotations.NullMarked;
