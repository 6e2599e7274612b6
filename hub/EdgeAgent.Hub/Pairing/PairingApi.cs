using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Pairing.Json;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Pairing;

/// <summary>What the owner does with devices that want to come in: <c>/api/hub/pairing</c>.</summary>
internal sealed class PairingApi(PairingDesk desk, PairingStore store, PairingRefusals refusals) : IDisposable
{
    private readonly SemaphoreSlim _changingSecrets = new(1);

    /// <summary><c>GET /api/hub/pairing</c>.</summary>
    public Task ListAsync(HttpContext context) => JsonExchange.WriteAsync(
        context,
        new PairingBody(
            [.. desk.Machine.List().Select(Describe)],
            [.. store.Paired(PairingDoorLimits.Shown).Select(Describe)],
            [.. refusals.List().Select(Describe)],
            [.. store.Secrets().Select(Describe)]),
        PairingJson.Default.PairingBody);

    /// <summary><c>POST /api/hub/pairing/{key}/code</c>: the code that the chosen device shows.</summary>
    public async Task EnterCodeAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, PairingJson.Default.CodeBody) is not { } body)
        {
            return;
        }
        var (status, text) = (Key(context) is { } key ? desk.Machine.EnterCode(key, body.Code) : CodeOutcome.NotPending) switch
        {
            CodeOutcome.Accepted => (202, null),
            CodeOutcome.NotPending => (404, "No such device waits for a code. It may have been chosen already, or its fifteen minutes are over."),
            CodeOutcome.Malformed => (400, "A code has eight digits, as the device shows them: 1234-5678. Nothing was tried."),
            CodeOutcome.UsedUp => (409, "This device's five codes are used up. Start again on the device for a new one."),
            CodeOutcome.OtherSecret => (409, "This device waits for its printed secret, not for a code. Register the text of its label."),
            var other => throw new InvalidOperationException($"{other} is no outcome of a code."),
        };
        await AnswerAsync(context, status, text);
    }

    /// <summary><c>POST /api/hub/pairing/{key}/approve</c>: lets a known device pair again.</summary>
    public Task ApproveAsync(HttpContext context) => AnswerAsync(
        context,
        Key(context) is { } key && desk.Machine.Approve(key) ? 202 : 404,
        "No such device waits for approval.");

    /// <summary><c>POST /api/hub/pairing/{key}/refuse</c>: sends a device away.</summary>
    public Task RefuseAsync(HttpContext context) => AnswerAsync(
        context,
        Key(context) is { } key && desk.Machine.Dismiss(key) ? 204 : 404,
        "No such device waits, or it has its certificate already: then put it out with its address.");

    /// <summary><c>POST /api/hub/pairing/secrets</c>: a printed secret whose device may come at any time.</summary>
    public async Task AddSecretAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, PairingJson.Default.NewSecretBody) is not { } body)
        {
            return;
        }
        if (PrintedSecret.TryParse(body.Secret) is not { } secret)
        {
            await FailAsync(context, 400, "That is no label's text; expected EA1:… as printed, 60 to 90 characters.");
            return;
        }
        using (secret)
        {
            await _changingSecrets.WaitAsync(context.RequestAborted);
            try
            {
                if (store.Secrets().Count >= HubPairingLimits.Printed)
                {
                    await FailAsync(context, 409, $"The hub keeps {HubPairingLimits.Printed} printed secrets, which is the limit. Remove some first.");
                    return;
                }
                var text = secret.ToQrText();
                await store.SaveSecretAsync(secret.Enrolment, text, CancellationToken.None);
                desk.Machine.AddPrinted(text);
            }
            finally
            {
                _changingSecrets.Release();
            }
            var added = store.Secrets().First(known => known.Enrolment == secret.Enrolment);
            await JsonExchange.WriteAsync(
                context, Describe(added), PairingJson.Default.SecretBody, StatusCodes.Status201Created);
        }
    }

    /// <summary><c>DELETE /api/hub/pairing/secrets/{enrolment}</c>.</summary>
    public async Task RemoveSecretAsync(HttpContext context)
    {
        var known = Enrolment(context);
        if (known is { } enrolment)
        {
            desk.Machine.RemovePrinted(enrolment);
            await store.RemoveSecretAsync(enrolment, CancellationToken.None);
        }
        await AnswerAsync(context, known is null ? 404 : 204, "There is no such printed secret.");
    }

    /// <summary><c>POST /api/hub/pairing/secrets/{enrolment}/release</c>: gives a held secret its attempts again.</summary>
    public Task ReleaseSecretAsync(HttpContext context)
    {
        if (Enrolment(context) is not { } enrolment)
        {
            return FailAsync(context, 404, "There is no such printed secret.");
        }
        desk.Machine.Rearm(enrolment);
        return AnswerAsync(context, 204, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _changingSecrets.Dispose();

    private static Bytes32? Key(HttpContext context) =>
        Bytes32.TryParse(context.Request.RouteValues["key"] as string, out var key) ? key : null;

    private EnrolmentId? Enrolment(HttpContext context) =>
        EnrolmentId.TryParse(context.Request.RouteValues["enrolment"] as string, out var enrolment)
            && store.Secrets().Any(known => known.Enrolment == enrolment)
            ? enrolment
            : null;

    private static PendingBody Describe(PendingEnrolment pending) => new(
        pending.Key.ToString(),
        pending.Name,
        pending.Hardware,
        pending.Address.ToString(),
        JsonNamingPolicy.CamelCase.ConvertName(pending.State.ToString()),
        pending.IsPrinted,
        pending.AttemptsLeft,
        pending.IsContested,
        (long)pending.Age.TotalSeconds,
        pending.Device?.ToString(),
        pending.Fingerprint);

    private static PairedBody Describe(PairedDevice paired) => new(
        paired.Key.ToString(), paired.Name, paired.Grant.Device.ToString(), paired.Grant.Fingerprint, paired.ActiveAt);

    private static RefusedBody Describe(PairingRefusal refused) => new(
        refused.Key.ToString(), refused.Name, refused.Device.ToString(), refused.Reason, refused.At);

    private SecretBody Describe(KnownSecret secret) => new(
        secret.Enrolment.ToString(), secret.AddedAt, desk.Machine.PrintedAttemptsLeft(secret.Enrolment));

    private static Task AnswerAsync(HttpContext context, int status, string? error)
    {
        if (status >= StatusCodes.Status400BadRequest)
        {
            return FailAsync(context, status, error!);
        }
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task FailAsync(HttpContext context, int status, string error) =>
        RefusalWriter.WriteAsync(context, new Refusal(status, error, status switch
        {
            StatusCodes.Status404NotFound => "not_found",
            StatusCodes.Status409Conflict => "conflict",
            _ => "invalid_request",
        }));
}
