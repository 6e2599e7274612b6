namespace EdgeAgent.Provisioning.Cards;

/// <summary>The hub was not told of a card. The card is good all the same.</summary>
internal sealed class RegistrationException : Exception
{
    public RegistrationException(string message) : base(message)
    {
    }

    public RegistrationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
