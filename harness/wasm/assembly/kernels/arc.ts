/*
 * The arc cosine and the ReLU transform as functions of x = 2 (1 - |rho|), 0 <= x <= 2:
 *
 *     acos|rho| / pi         = sqrt(x) A(x) / D(x)
 *     2 (f(|rho|) - |rho|)   = x sqrt(x) H(x) / D(x)
 *
 * with f(rho) = (rho (pi - acos rho) + sqrt(1 - rho^2)) / pi. Both quotients are within 1e-13 of
 * the truth, relative; `fixtures/arc.py` derives them. D is monic: its leading coefficient is 1.
 * The file is AssemblyScript as well as TypeScript, so that both paths take the same numbers.
 */

export const A0 = -80089.61973498583;
export const A1 = 46369.827858958764;
export const A2 = -9296.944792142827;
export const A3 = 747.9874783111906;
export const A4 = -20.40607523654663;
export const A5 = 0.08456212242312841;
export const H0 = -53393.07982332388;
export const H1 = 31803.103236179064;
export const H2 = -6607.244851251001;
export const H3 = 556.8658692090644;
export const H4 = -16.207938694540093;
export const H5 = 0.07429360698897952;
export const D0 = -251608.96098825504;
export const D1 = 156158.8172583421;
export const D2 = -34534.413843373564;
export const D3 = 3232.3199085042183;
export const D4 = -115.97444412441597;
