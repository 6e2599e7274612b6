using System.Net.Http.Json;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>Tells the hub a card's secret, so that its device is let in by itself when it comes.</summary>
internal sealed class HubRegistration(HttpClient client)
{
    private const string Path = "api/hub/pairing/secrets";

    /// <param name="secret">The card's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistrationException">The hub does not take it.</exception>
    public async Task RegisterAsync(CardSecret secret, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync(
                Path, new NewSecret(secret.Text), HubRegistrationJson.Default.NewSecret, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new RegistrationException($"The hub at {client.BaseAddress} answers {(int)answer.StatusCode} {answer.ReasonPhrase}.");
            }
        }
        catch (HttpRequestException e)
        {
            throw new RegistrationException($"The hub at {client.BaseAddress} does not answer: {e.Message}", e);
        }
    }

    /// <summary>Body of the request.</summary>
    /// <param name="Secret">The text of the label.</param>
    internal sealed record NewSecret(string Secret);
}
