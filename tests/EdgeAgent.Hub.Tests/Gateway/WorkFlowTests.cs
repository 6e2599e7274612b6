using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Tests.Gateway;

public sealed class WorkFlowTests
{
    private static WorkOrder Order { get; } = new()
    {
        Kind = GoodsKind.Chat,
        Model = FixedCatalogue.Story.Digest,
        Input = """{"prompt":"Once"}"""u8.ToArray(),
        Sampling = new(),
        SamplerHash = default,
        Seed = 1,
        Stop = [],
        MaxTokens = 1000,
        Limit = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task Work_goes_to_the_device_that_has_least_of_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var (a, b) = (host.AddDevice('a'), host.AddDevice('b'));
        var asking = new List<Task<HttpResponseMessage>>();
        for (var i = 0; i < 4; i++)
        {
            asking.Add(host.ChatAsync());
        }
        for (var i = 0; i < 2; i++)
        {
            await a.AnswerAsync("x");
            await b.AnswerAsync("x");
        }
        foreach (var response in await Task.WhenAll(asking))
        {
            response.EnsureSuccessStatusCode();
            response.Dispose();
        }
        Assert.False(a.HasJob || b.HasJob);
    }

    [Fact]
    public async Task A_device_that_refuses_because_it_is_busy_gets_the_work_when_it_is_free()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.ChatAsync();
        var first = await device.TakeJobAsync();
        await device.RejectAsync(first.Id, JobRejectReason.Busy, "queue full");
        await device.AnswerAsync("at last");
        using var response = await asking;
        response.EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_cancel_for_a_device_that_is_away_is_kept_until_it_is_back()
    {
        await using var host = await GatewayHost.StartAsync();
        var first = host.AddDevice('a');
        var asking = host.ChatAsync();
        var job = await first.TakeJobAsync();
        await first.AcceptAsync(job.Id);
        var second = host.AddDevice('b');
        first.GoOffline();
        await second.AnswerAsync("x");
        using var response = await asking;
        response.EnsureSuccessStatusCode();
        var kept = Assert.Single(host.Home.Kept);
        Assert.Equal((first.Id, Leaves.JobCancel), (kept.Device, kept.Leaf));
        Assert.Equal(job.Id, ((JobCancel)kept.Message).Job);
    }

    [Fact]
    public async Task A_device_whose_job_nobody_waits_for_is_told_once_and_not_for_each_chunk()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var stray = JobId.New();
        for (var seq = 0; seq < 50; seq++)
        {
            await device.ChunkAsync(stray, seq, "x", seq);
        }
        await device.FinishAsync(stray, 50, JobOutcome.Stop);
        Assert.Equal(stray, (await device.TakeCancelAsync()).Job);
        Assert.False(device.HasCancel);
    }

    [Fact]
    public async Task Another_device_cannot_speak_for_the_one_that_has_the_job()
    {
        await using var host = await GatewayHost.StartAsync();
        var honest = host.AddDevice('a');
        var asking = host.ChatAsync();
        var job = await honest.TakeJobAsync();
        await honest.AcceptAsync(job.Id);
        var intruder = host.AddDevice('b');
        await intruder.ChunkAsync(job.Id, 0, "lies", 1);
        await intruder.FinishAsync(job.Id, 1, JobOutcome.Stop);
        await honest.ChunkAsync(job.Id, 0, "truth", 1);
        await honest.FinishAsync(job.Id, 1, JobOutcome.Stop);
        using var response = await asking;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("truth", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lies", text, StringComparison.Ordinal);
        Assert.Equal(job.Id, (await intruder.TakeCancelAsync()).Job);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_acknowledged_for()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        using var client = await RawClient.PostStreamAsync(host.Address);
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);

        // A device keeps at most a window unacknowledged; it goes on only after the acknowledgement.
        const int window = 32;
        var text = new string('~', WireLimits.ChunkChars);
        var acked = 0;
        var seq = 0;
        var stalled = false;
        while (!stalled && seq < 4000)
        {
            while (seq < acked + window)
            {
                await device.ChunkAsync(job.Id, seq, text, 1);
                seq++;
            }
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
            try
            {
                acked = (await device.TakeAckAsync(patience.Token)).Next;
            }
            catch (OperationCanceledException)
            {
                stalled = true;
            }
        }
        Assert.True(stalled, "The hub took 32 MB for a client that reads nothing.");

        // The client wakes up, and everything flows again to the end.
        var reading = client.CountAsync('~');
        while (acked < seq)
        {
            acked = (await device.TakeAckAsync(TestContext.Current.CancellationToken)).Next;
        }
        await device.FinishAsync(job.Id, seq, JobOutcome.Stop);
        Assert.Equal((long)seq * text.Length, await reading);
    }

    [Fact]
    public async Task A_device_that_ignores_the_window_loses_the_job()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        using var client = await RawClient.PostStreamAsync(host.Address);
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        var text = new string('~', WireLimits.ChunkChars);
        for (var seq = 0; seq < 4000 && !device.HasCancel && host.Jobs.SessionCount > 0; seq++)
        {
            await device.ChunkAsync(job.Id, seq, text, 1);
        }
        await client.CountAsync('~');
        Assert.Equal(job.Id, (await device.TakeCancelAsync()).Job);
        Assert.Equal(0, host.Jobs.SessionCount);
    }

    [Fact]
    public async Task A_client_that_stands_still_costs_the_hub_no_more_text_than_its_limit()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        await using var session = Assert.IsType<WorkSession>(host.Desk.TryOpen(Order));
        var reading = session.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        await device.ChunkAsync(job.Id, 0, "x", 1);
        Assert.Equal("x", (await reading).Text);

        var text = new string('~', WireLimits.ChunkChars);
        for (var seq = 1; seq * text.Length <= WorkLimits.QueuedChars + text.Length; seq++)
        {
            await device.ChunkAsync(job.Id, seq, text, seq);
        }
        var taken = 0;
        WorkBatch batch;
        do
        {
            batch = await session.ReadAsync(TestContext.Current.CancellationToken);
            taken += batch.Text.Length;
        }
        while (batch.End is null);
        Assert.IsType<WorkEnd.Failed>(batch.End);
        Assert.InRange(taken, 0, WorkLimits.QueuedChars);
        Assert.Equal(job.Id, (await device.TakeCancelAsync()).Job);
    }

    [Fact]
    public async Task Nothing_is_left_when_all_answers_are_given()
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        for (var i = 0; i < 3; i++)
        {
            var asking = host.StreamAsync();
            await device.AnswerAsync("a", "b");
            using var response = await asking;
            using var events = await EventStream.OpenAsync(response);
            await events.RestAsync();
        }
        await host.IdleAsync();
        Assert.Equal(0, host.Load.InFlight(device.Id));
    }

    [Fact]
    public async Task Beyond_the_limit_of_open_requests_clients_are_told_to_come_again()
    {
        await using var host = await GatewayHost.StartAsync();
        host.AddDevice();
        for (var i = 0; i < WorkLimits.Sessions; i++)
        {
            Assert.True(host.Jobs.TryReserve());
        }
        using var response = await host.ChatAsync();
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_hub_stops_clients_are_told_and_devices_cancelled(bool begun)
    {
        await using var host = await GatewayHost.StartAsync();
        var device = host.AddDevice();
        var asking = host.StreamAsync();
        var job = await device.TakeJobAsync();
        await device.AcceptAsync(job.Id);
        if (begun)
        {
            await device.ChunkAsync(job.Id, 0, "Once", 1);
            await asking;
        }
        var stopping = host.StopAsync();
        using var response = await asking;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"code\":\"stopping\"", text, StringComparison.Ordinal);
        Assert.Equal(begun, response.IsSuccessStatusCode);
        Assert.Equal(job.Id, (await device.TakeCancelAsync()).Job);
        await stopping;
    }

    [Fact]
    public void A_job_message_never_outgrows_the_wire()
    {
        var stop = new[] { new string('ä', 128) };
        foreach (var bytes in new[] { 2, 1000, WireLimits.JobInputBytes })
        {
            var input = new byte[bytes];
            var room = JobSize.ResumeRoom(input, stop);
            Assert.InRange(room, 1, WireLimits.ResumeTokens);
            var job = new JobRequest(
                JobId.New(), SampleLock.Quote, SampleLock.Value, FixedCatalogue.Story.Digest, input, default, new(), stop,
                WireLimits.JobTokens, WireLimits.JobTtlMs, [.. Enumerable.Repeat(9_999_999, room)],
                SampleLock.Value);
            Assert.InRange(
                WireJson.Write(job, WireJson.Default.JobRequest).Length, 1, WireLimits.MessageBytes);
        }
    }
}
