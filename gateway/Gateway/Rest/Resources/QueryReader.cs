using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Reads the parameters of a request, and says of each what is wrong with it.</summary>
internal sealed class QueryReader(HttpContext context, params IReadOnlyList<string> known)
{
    private readonly List<ProblemError> _errors =
    [
        .. context.Request.Query.Keys.Where(key => !known.Contains(key)).Take(10)
            .Select(_ => new ProblemError("?", "There is a parameter that this resource does not have.")),
    ];

    /// <summary>Null where all is well.</summary>
    public Problem? Problem => _errors.Count == 0
        ? null
        : new Problem(ProblemTypes.BadRequest, _errors[0].Message) { Errors = _errors };

    public ContractNumber Contract() => new(Whole(
        "contract", context.Request.RouteValues["contract"] as string, 1, int.MaxValue, 1));

    /// <summary>A number of something, in the path.</summary>
    public int Number(string name, string? text) => Whole(name, text, 1, int.MaxValue, 1);

    public int Number(string name, int least, int most, int usual) =>
        Whole("?" + name, Text(name), least, most, usual);

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _errors.Add(new ProblemError("?" + name, "The parameter must be a day, as 2026-03-31."));
        return null;
    }

    public string? Text(string name)
    {
        var values = context.Request.Query[name];
        if (values.Count > 1)
        {
            _errors.Add(new ProblemError("?" + name, "The parameter is there twice."));
        }

        return values.Count == 0 ? null : values[0];
    }

    private int Whole(string place, string? text, int least, int most, int usual)
    {
        if (text is null)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most)
        {
            return number;
        }

        _errors.Add(new ProblemError(place, $"The value must be a whole number from {least} to {most}."));
        return usual;
    }
}
