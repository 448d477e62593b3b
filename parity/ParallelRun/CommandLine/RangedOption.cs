using System.CommandLine;
using System.Globalization;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>A whole number with a lowest and a highest value; anything else is bad usage.</summary>
internal static class RangedOption
{
    public static Option<int> Create(string name, string description, int usual, int lowest, int highest)
    {
        Option<int> option = new(name)
        {
            Description = $"{description} {lowest} to {highest}.",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            // What is no number is reported by the parser itself.
            string? text = result.Tokens.SingleOrDefault()?.Value;
            if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
                && (value < lowest || value > highest))
            {
                result.AddError($"{name} must be between {lowest} and {highest}, not {value}.");
            }
        });
        return option;
    }
}
