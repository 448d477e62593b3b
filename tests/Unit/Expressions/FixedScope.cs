using Strangler.Core.Expressions;
using Strangler.Core.Rating;

namespace Strangler.Tests.Unit.Expressions;

/// <summary>A scope of plain values.</summary>
internal sealed class FixedScope : FormulaScope
{
    public Dictionary<FormulaNumber, decimal> Numbers { get; } = [];

    public Dictionary<int, decimal> Amounts { get; } = [];

    public HashSet<string> Programmes { get; } = [];

    public ServiceFlags Services { get; set; }

    public override decimal Number(FormulaNumber name) => Numbers.GetValueOrDefault(name);

    public override string Text(FormulaText name) => name switch
    {
        FormulaText.Use => "domestic",
        FormulaText.Zone => "1/M08",
        _ => "domestic-medium",
    };

    public override decimal Amount(int concept) => Amounts.GetValueOrDefault(concept);

    public override decimal? Price(int concept, decimal quantity) => concept == 1 ? 40 + quantity : null;

    public override bool Has(ServiceFlags service) => Services.HasFlag(service);

    public override bool IsIn(string programme) => Programmes.Contains(programme);
}
