using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>What is charged anew: whole cubic metres of a cycle until a day.</summary>
internal readonly record struct ChargeRow(ContractNumber Contract, CycleDays Cycle, int Quantity, DateOnly Upto);
