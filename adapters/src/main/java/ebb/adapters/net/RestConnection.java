package ebb.adapters.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;

/** One kept connection of a {@link RestClient}; carries one exchange at a time. Event loop only. */
final class RestConnection extends ChannelInboundHandlerAdapter {
    private static final int INFORMATIONAL_END = 200;

    private final RestClient client;
    private final NetLoop loop;
    private final Origin origin;
    private final NetSettings.Rest settings;

    private Channel channel;
    private RestExchange exchange;
    private boolean isReady;
    private boolean isUsed;
    private boolean isKept;
    private boolean isInformational;
    private boolean isEnded;
    private Future<?> idle;

    RestConnection(RestClient client, NetLoop loop, Origin origin) {
        this.client = client;
        this.loop = loop;
        this.origin = origin;
        settings = loop.settings().rest();
    }

    boolean isFree() {
        return isReady && exchange == null && !isEnded;
    }

    /** Carries this exchange next; the connection is free, or new. */
    void start(RestExchange next) {
        exchange = next;
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
        next.deadline(loop.schedule(this::timedOut, settings.timeoutNs()));
        if (isReady) {
            write();
        } else {
            open();
        }
    }

    private void open() {
        ChannelFuture connecting = loop.bootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        if (origin.isSecure()) {
                            fresh.pipeline().addLast(loop.tls().handler(fresh.alloc(), origin.host(), origin.port()));
                        }
                        fresh.pipeline().addLast(new HttpClientCodec(), RestConnection.this);
                    }
                })
                .connect(origin.address());
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                end(RestOutcome.BROKEN, Failure.of(done.cause()));
            } else if (!origin.isSecure()) {
                ready();
            }
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent tls) {
            if (tls.isSuccess()) {
                ready();
            } else {
                end(RestOutcome.BROKEN, Failure.of(tls.cause()));
            }
        }
    }

    private void ready() {
        if (!isEnded && exchange != null) {
            isReady = true;
            write();
        }
    }

    private void write() {
        RestRequest request = exchange.request();
        ByteBuf body = Unpooled.wrappedBuffer(request.body());
        FullHttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), request.target(), body);
        HttpHeaders headers = message.headers();
        headers.set(HttpHeaderNames.HOST, origin.authority());
        headers.set(HttpHeaderNames.USER_AGENT, loop.settings().peer().userAgent());
        request.headers().forEach(headers::set);
        if (body.isReadable() || !request.isRepeatable()) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        exchange.sent(loop.clock().nanos());
        channel.writeAndFlush(message).addListener(done -> {
            if (!done.isSuccess()) {
                end(RestOutcome.BROKEN, Failure.of(done.cause()));
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (exchange == null || isEnded) {
                end(RestOutcome.GARBAGE, Failure.of(Cause.PROTOCOL_ERROR, "an answer nobody asked for"));
            } else if (message instanceof HttpResponse response) {
                onResponse(response);
            }
            if (message instanceof HttpContent content && exchange != null && !isEnded) {
                onContent(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onResponse(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            end(RestOutcome.GARBAGE, Failure.of(Cause.PROTOCOL_ERROR, "the answer is not HTTP"));
            return;
        }
        isInformational = response.status().code() < INFORMATIONAL_END;
        if (isInformational) {
            return;
        }
        isKept = HttpUtil.isKeepAlive(response);
        exchange.answered(response.status().code(), response.headers());
        String encoding = response.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            end(RestOutcome.ENCODED, Failure.of(Cause.PROTOCOL_ERROR, "unasked for content encoding " + encoding));
        } else if (HttpUtil.getContentLength(response, 0L) > settings.maxBytes()) {
            tooLarge(HttpUtil.getContentLength(response, 0L));
        }
    }

    private void onContent(HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure()) {
            end(RestOutcome.GARBAGE, Failure.of(Cause.PROTOCOL_ERROR, "the body's framing is broken"));
        } else if (isInformational) {
            isInformational = !isLast;
        } else if (content.content().readableBytes() > settings.maxBytes() - exchange.bodyLength()) {
            tooLarge((long) exchange.bodyLength() + content.content().readableBytes());
        } else {
            if (content.content().isReadable()) {
                exchange.append(content.content(), settings.maxBytes());
            }
            if (isLast) {
                complete();
            }
        }
    }

    private void tooLarge(long length) {
        end(
                RestOutcome.TOO_LARGE,
                Failure.of(
                        Cause.PROTOCOL_ERROR,
                        "body of " + length + " bytes or more, net.rest-max is " + settings.maxBytes()));
    }

    private void complete() {
        RestExchange done = exchange;
        exchange = null;
        isUsed = true;
        if (isKept) {
            idle = loop.schedule(() -> end(RestOutcome.CLOSED, Failure.of(Cause.IDLE, "unused")), settings.idleNs());
        } else {
            isEnded = true;
            channel.close();
        }
        client.finish(done, RestClient.sort(done.status()), Failure.of(Cause.ASKED, origin.host() + " answered"));
        if (isEnded) {
            client.gone(this);
        } else {
            client.freed(this);
        }
    }

    private void timedOut() {
        String what = isReady ? "no complete answer" : "no connection";
        end(isReady ? RestOutcome.TIMEOUT : RestOutcome.BROKEN, Failure.of(Cause.CONNECT_TIMEOUT, what + " in time"));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean isCut = exchange != null && exchange.isAnswered();
        end(
                isCut ? RestOutcome.TRUNCATED : RestOutcome.BROKEN,
                Failure.of(Cause.CLOSED_BY_PEER, isCut ? "the body ended too soon" : "hung up without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        boolean isCut = exchange != null && exchange.isAnswered();
        end(isCut ? RestOutcome.TRUNCATED : RestOutcome.BROKEN, Failure.of(thrown));
    }

    /** Ends the connection; the exchange under way gets this outcome, unless it may be sent again. */
    void end(RestOutcome outcome, Failure why) {
        if (isEnded) {
            return;
        }
        isEnded = true;
        if (idle != null) {
            idle.cancel(false);
        }
        if (channel != null) {
            channel.close();
        }
        RestExchange cut = exchange;
        exchange = null;
        if (cut != null && outcome == RestOutcome.BROKEN && isUsed && cut.repeat()) {
            client.again(cut);
        } else if (cut != null) {
            client.finish(cut, isReady || outcome != RestOutcome.BROKEN ? outcome : RestOutcome.NOT_CONNECTED, why);
        }
        client.gone(this);
    }
}
