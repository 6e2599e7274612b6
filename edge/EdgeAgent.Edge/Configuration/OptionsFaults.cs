using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Configuration;

/// <summary>Collects everything that is wrong with the settings, so that the owner sees all of it at once.</summary>
internal static class OptionsFaults
{
    /// <summary>Fills and checks one section.</summary>
    /// <param name="section">Its name, for the text.</param>
    /// <param name="bind">Fills the options; called again without strictness, so that one misspelt key does not hide other faults.</param>
    /// <param name="options">The options.</param>
    /// <param name="validator">Checks them; null where every value of the right type will do.</param>
    /// <param name="faults">Gets one line for each fault.</param>
    public static void Collect<T>(
        string section, Action<Action<BinderOptions>> bind, T options, IValidateOptions<T>? validator, ICollection<string> faults)
        where T : class
    {
        if (!TryBind(section, bind, Strict, faults))
        {
            TryBind(section, bind, Lenient, []);
        }
        foreach (var failure in validator?.Validate(null, options).Failures ?? [])
        {
            faults.Add($"{section}: {failure}");
        }
    }

    /// <summary>A key that no option has is a fault: a misspelt setting must not be ignored in silence.</summary>
    private static void Strict(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    private static void Lenient(BinderOptions binder)
    {
        // as it comes
    }

    private static bool TryBind(
        string section, Action<Action<BinderOptions>> bind, Action<BinderOptions> how, ICollection<string> faults)
    {
        try
        {
            bind(how);
            return true;
        }
        catch (InvalidOperationException e)
        {
            faults.Add($"{section}: {e.Message}");
            return false;
        }
    }
}
