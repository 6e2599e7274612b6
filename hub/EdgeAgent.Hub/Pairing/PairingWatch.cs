using System.Collections.Concurrent;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Hub;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Pairing;

/// <summary>Brings back what was under way before a restart, finishes what has connected, and undoes what has not come in time.</summary>
internal sealed partial class PairingWatch(
    PairingDesk desk,
    PairingStore store,
    DeviceRegistry registry,
    TimeProvider time,
    ILogger<PairingWatch> logger) : BackgroundService
{
    // At most one entry a device, so bounded by the registry.
    private readonly ConcurrentQueue<RegisteredDevice> _activated = new();
    // The machine says each thing once; what could not be written is kept here. Bounded as its grants are.
    private readonly Queue<HubNotice> _notices = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ILogger<PairingWatch> _logger = logger;

    /// <summary>Before the doors open.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Activated += OnActivated;
        foreach (var secret in store.Secrets())
        {
            desk.Machine.AddPrinted(secret.Text);
        }
        await RestoreAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        registry.Activated -= OnActivated;
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (_activated.TryPeek(out var device))
                {
                    await FinishAsync(device, stoppingToken);
                    _activated.TryDequeue(out _);
                }
                await UndoAsync(stoppingToken);
            }
            catch (Exception e) when (e is StorageException or AttemptFileException)
            {
                LogFault(e);
            }
            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var tick = new CancellationTokenSource(PairingDoorLimits.Tick, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, stoppingToken);
        try
        {
            await _wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Time for another look.
        }
    }

    private void OnActivated(object? sender, DeviceActivatedEventArgs e)
    {
        _activated.Enqueue(e.Device);
        _wake.Release();
    }

    /// <summary>A kill can come between any two writes; the registry's row is the truth, and each other step is repeated or undone.</summary>
    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var paired = store.Paired();
        foreach (var known in paired.Where(p => p.ActiveAt is null))
        {
            var row = registry.Find(known.Grant.Device);
            var isNewest = row?.Certificate.Is(known.Grant.SpkiHash, known.Grant.Serial) == true;
            if (isNewest && row!.PendingUntil is { } until)
            {
                desk.Machine.Restore(known.Grant, until - time.GetUtcNow());
            }
            else if (isNewest)
            {
                await store.ActivateAsync(known.Grant, cancellationToken);
                desk.Machine.RemovePrinted(known.Grant.Enrolment);
            }
            else
            {
                await store.RemoveAsync(known.Grant.Device, known.Grant.Serial, cancellationToken);
            }
        }
        // A row without a grant: the kill came before the grant was kept, so it never left the hub.
        foreach (var row in registry.Pending.ToList())
        {
            if (!paired.Any(p => p.Grant.Device == row.Id && p.Grant.Serial == row.Certificate.Serial))
            {
                await registry.VoidAsync(row.Id, row.Certificate.Serial, cancellationToken);
            }
        }
    }

    private async Task FinishAsync(RegisteredDevice device, CancellationToken cancellationToken)
    {
        var certificate = device.Certificate;
        if (store.Find(device.Id, certificate.Serial) is { } paired)
        {
            await store.ActivateAsync(paired.Grant, cancellationToken); // before the machine forgets it
            desk.Machine.OnConnected(device.Id, certificate.SpkiHash, certificate.Serial);
            LogActive(device.Id, device.Name, paired.Grant.Fingerprint);
        }
    }

    private async Task UndoAsync(CancellationToken cancellationToken)
    {
        foreach (var notice in desk.Machine.Tick())
        {
            _notices.Enqueue(notice);
        }
        while (_notices.TryPeek(out var notice))
        {
            switch (notice)
            {
                case HubNotice.Void over:
                    await desk.ForgetAsync(over.Enrolment.Device, over.Enrolment.Serial, cancellationToken);
                    break;
                case HubNotice.PrintedHeld held:
                    LogHeld(held.Enrolment);
                    break;
                default:
                    break;
            }
            _notices.Dequeue();
        }
    }

    [LoggerMessage(EventId = HubEventIds.PairingActive, Level = LogLevel.Information,
        Message = "Device {Device} ({Name}) is paired; fingerprint {Fingerprint}")]
    private partial void LogActive(Contracts.Address device, string name, string fingerprint);

    [LoggerMessage(EventId = HubEventIds.PrintedSecretHeld, Level = LogLevel.Warning,
        Message = "Printed secret {Enrolment} is held: five attempts with it were wrong, so somebody poses as its card, or it is another card")]
    private partial void LogHeld(Contracts.EnrolmentId enrolment);

    [LoggerMessage(EventId = HubEventIds.PairingFault, Level = LogLevel.Error,
        Message = "Pairing: what has to be kept could not be written; it is tried again")]
    private partial void LogFault(Exception cause);
}
