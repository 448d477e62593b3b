using Strangler.Core.Expressions;
using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>
/// A condition taken apart at its ands: what asks for services and debts is looked up directly, what depends on the
/// plan alone is decided when compiling.
/// </summary>
internal sealed class CompiledCondition
{
    private readonly ServiceFlags _services;
    private readonly bool _overdue;
    private readonly FormulaNode[] _others;

    private CompiledCondition(ServiceFlags services, bool overdue, FormulaNode[] others) =>
        (_services, _overdue, _others) = (services, overdue, others);

    /// <summary>Null: it always holds.</summary>
    public static CompiledCondition? Of(Formula? formula, TariffPlan plan)
    {
        if (formula is null)
        {
            return null;
        }

        ServiceFlags services = ServiceFlags.None;
        bool overdue = false;
        List<FormulaNode> others = [];
        foreach (FormulaNode node in Parts(formula.Root))
        {
            if (node is FormulaNode.Service service)
            {
                services |= service.Flag;
            }
            else if (node is FormulaNode.Compare
            {
                Operator: ComparisonOperator.Greater, Left: FormulaNode.NumberName { Name: FormulaNumber.Overdue },
                Right: FormulaNode.NumberLiteral { Value: 0 },
            })
            {
                overdue = true;
            }
            else if (Settled(node, plan) != true)
            {
                others.Add(Settled(node, plan) is false ? new FormulaNode.TruthLiteral(false) : node);
            }
        }

        return services == ServiceFlags.None && !overdue && others.Count == 0
            ? null : new CompiledCondition(services, overdue, [.. others]);
    }

    public bool Holds(RatingState state)
    {
        if ((state.Facts.Services & _services) != _services || (_overdue && state.Facts.Overdue.Centavos <= 0))
        {
            return false;
        }

        foreach (FormulaNode node in _others)
        {
            FormulaValue value = node.Evaluate(state);
            if (value.Failed)
            {
                state.Park(RatingProblemCode.FormulaFailed, $"{node}: {value.Failure}");
                return false;
            }

            if (!value.Truth)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<FormulaNode> Parts(FormulaNode node) => node is FormulaNode.Logic { IsAnd: true } both
        ? Parts(both.Left).Concat(Parts(both.Right)) : [node];

    /// <summary>For <c>use = 'domestic'</c> and the like; null where the bill decides.</summary>
    private static bool? Settled(FormulaNode node, TariffPlan plan) => node switch
    {
        FormulaNode.TruthLiteral literal => literal.Value,
        FormulaNode.Compare
        {
            Left: FormulaNode.TextName { Name: not FormulaText.Zone } name, Right: FormulaNode.TextLiteral text,
            Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual,
        } compare => (text.Value == (name.Name == FormulaText.Use ? plan.Use : plan.Code))
            == (compare.Operator == ComparisonOperator.Equal),
        _ => null,
    };
}
