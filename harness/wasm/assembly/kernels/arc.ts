/*
 * The arc cosine and the ReLU transform as functions of x = 2 (1 - |rho|), 0 <= x <= 2:
 *
 *     acos|rho| / pi         = sqrt(x) A(x) / D(x)
 *     2 (f(|rho|) - |rho|)   = x sqrt(x) H(x) / D(x)
 *
 * with f(rho) = (rho (pi - acos rho) + sqrt(1 - rho^2)) / pi. Both quotients are within 2.7e-12 of
 * the truth, relative; `fixtures/arc.py` derives them. D is monic: its leading coefficient is 1.
 * The file is AssemblyScript as well as TypeScript, so that both paths take the same numbers.
 */

export const A0 = -1251305.5407442292;
export const A1 = 626033.9257722094;
export const A2 = -101456.90257184584;
export const A3 = 5760.960460179976;
export const A4 = -76.05087259446513;
export const H0 = -834203.6938318071;
export const H1 = 431259.34554767417;
export const H2 = -72938.70261289968;
export const H3 = 4393.647490488729;
export const H4 = -63.516413939131105;
export const D0 = -3931092.294198673;
export const D1 = 2130539.094485357;
export const D2 = -389081.7279019204;
export const D3 = 27065.54230725043;
export const D4 = -562.4385599249456;
