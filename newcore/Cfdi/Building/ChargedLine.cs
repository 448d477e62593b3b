using Strangler.Core.Identity;

namespace Strangler.Cfdi.Building;

/// <summary>A line of a bill or note as the core has it.</summary>
/// <param name="Quantity">Cubic metres or units; 0 where the charge has none.</param>
/// <param name="Amount">Without tax; below zero for a discount.</param>
/// <param name="TaxRate">As billed: 0.16 for 16 %.</param>
public readonly record struct ChargedLine(
    int Concept, string Name, decimal Quantity, Money Amount, decimal TaxRate);
