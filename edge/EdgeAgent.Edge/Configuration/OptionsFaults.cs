using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Configuration;

/// <summary>Collects everything that is wrong with the settings, so that the owner sees all of it at once.</summary>
internal static class OptionsFaults
{
    /// <summary>A key that no option has is a fault: a misspelt setting must not be ignored in silence.</summary>
    public static void Strict(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    /// <summary>Fills and checks one section.</summary>
    /// <param name="section">Its name, for the text.</param>
    /// <param name="bind">Fills the options.</param>
    /// <param name="options">The options.</param>
    /// <param name="validator">Checks them.</param>
    /// <param name="faults">Gets one line for each fault.</param>
    public static void Collect<T>(
        string section, Action bind, T options, IValidateOptions<T> validator, ICollection<string> faults)
        where T : class
    {
        try
        {
            bind();
        }
        catch (InvalidOperationException e)
        {
            faults.Add($"{section}: {e.Message}");
        }
        foreach (var failure in validator.Validate(null, options).Failures ?? [])
        {
            faults.Add($"{section}: {failure}");
        }
    }
}
