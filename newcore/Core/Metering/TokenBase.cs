namespace Strangler.Core.Metering;

/// <summary>The date from which a token identifier counts; a key revision moves to the next one.</summary>
public enum TokenBase
{
    Year1993 = 1993,
    Year2014 = 2014,
    Year2035 = 2035,
}
