/**
 * Real Redis servers for the compatibility kit, and the faults done to them.
 *
 * <p>{@link org.rf4j.tck.server.RedisProcess} is one server process: it can be killed, frozen, thawed and restarted.
 * {@link org.rf4j.tck.server.SingleServer}, {@link org.rf4j.tck.server.SentinelDeployment} and
 * {@link org.rf4j.tck.server.ClusterDeployment} are whole deployments which are started once and {@linkplain
 * org.rf4j.tck.server.RedisDeployment#restore restored} after each fault. {@link org.rf4j.tck.server.FaultProxy} is the
 * network in front of a server, which cuts, delays and swallows; {@link org.rf4j.tck.server.SlotMigration} is a slot on its
 * way; {@link org.rf4j.tck.server.SentinelFaults} are things done to the watch of sentinels.
 * {@link org.rf4j.tck.server.PromotionObserver} and {@link org.rf4j.tck.server.ReturnObserver} say when, on the clock
 * of {@link System#nanoTime()}, a server took over or came back.
 *
 * <p>Every server listens on the loopback interface only. No process and no file outlives the virtual machine that
 * started it, however that machine ends: a small watching process removes what is left.
 */
@NullMarked
package org.rf4j.tck.server;

import org.jspecify.annotations.NullMarked;
