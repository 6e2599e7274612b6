using System.Threading.Channels;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Edge.Tests.Claims;

public sealed class ClaimOutboxTests : IAsyncLifetime
{
    private readonly TestDevice _device = new();
    private readonly ClaimLink _link = new();
    private readonly WatchedClock _time = new();
    private ClaimStore _store = null!;
    private ClaimOutbox _outbox = null!;

    public async ValueTask InitializeAsync()
    {
        _store = TestClaims.Store(_device.Data);
        _outbox = new ClaimOutbox(_store, _link, _time, NullLogger<ClaimOutbox>.Instance);
        await _outbox.StartAsync(TestContext.Current.CancellationToken);
        _outbox.LinkUp("hub");
    }

    public async ValueTask DisposeAsync()
    {
        _outbox.Handle(Stored(_store.Open().Seq)); // it waits for this when it stops
        await _outbox.StopAsync(CancellationToken.None);
        _outbox.Dispose();
        _store.Dispose();
        _device.Dispose();
    }

    [Fact]
    public async Task A_claim_after_a_long_quiet_time_is_sent_once()
    {
        await SendAsync(1);
        _outbox.Handle(Stored(1));
        _time.Advance(ClaimOutbox.ResendAfter * 2);

        await SendAsync(2);
        Assert.False(_link.Sequences.TryPeek(out _));
    }

    [Fact]
    public async Task A_claim_without_acknowledgement_is_sent_again_after_the_time_for_that()
    {
        await SendAsync(1);
        _time.Advance(ClaimOutbox.ResendAfter);
        Assert.Equal(1UL, await NextAsync(_link.Sequences));
    }

    /// <summary>Stores a claim, sees it leave, and sees the outbox wait for the acknowledgement.</summary>
    private async Task SendAsync(ulong seq)
    {
        Sign(seq);
        Assert.Equal(seq, await NextAsync(_link.Sequences));
        Assert.Equal(ClaimOutbox.ResendAfter, await NextAsync(_time.Waits));
    }

    private static Task<T> NextAsync<T>(ChannelReader<T> reader) =>
        reader.ReadAsync(TestContext.Current.CancellationToken).InTimeAsync();

    private void Sign(ulong nonce)
    {
        var row = TestClaims.Chain(_device.Key, _store).Sign(TestClaims.Draft(nonce));
        _outbox.Added(row.Seq);
    }

    private static byte[] Stored(ulong upTo) =>
        WireJson.Write(new ClaimAck(ClaimAckStatus.Stored, upTo), WireJson.Default.ClaimAck);
}
